package io.filestore.test.shop;

import io.filestore.data.repository.FileStoreRepository;

public interface Visits extends FileStoreRepository<Visit, Long> {

}
