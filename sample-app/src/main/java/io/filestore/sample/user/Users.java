package io.filestore.sample.user;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

import io.filestore.data.repository.FileStoreRepository;

interface Users extends FileStoreRepository<User, String> {

    Page<User> findByUsernameStartingWith(String start, Pageable page);

}
