package io.filestore.sample.audit;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

import io.filestore.data.repository.FileStoreRepository;

interface AuditLines extends FileStoreRepository<AuditLine, String> {

    Page<AuditLine> findByUserIdOrderByAtDesc(String userId, Pageable page);

    Page<AuditLine> findByOrderByAtDesc(Pageable page);

}
