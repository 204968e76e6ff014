package io.filestore.sample.project;

import java.util.List;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

import io.filestore.data.repository.FileStoreRepository;

interface Projects extends FileStoreRepository<Project, String> {

    Page<Project> findByOwnerId(String ownerId, Pageable page);

    List<Project> findByOwnerId(String ownerId);

}
