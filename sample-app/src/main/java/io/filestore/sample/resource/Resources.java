package io.filestore.sample.resource;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

import io.filestore.data.repository.FileStoreRepository;

interface Resources extends FileStoreRepository<Resource, String> {

    Page<Resource> findByProjectId(String projectId, Pageable page);

    Page<Resource> findByProjectIdAndStatus(String projectId, String status, Pageable page);

    long countByProjectId(String projectId);

    void deleteByProjectId(String projectId);

}
