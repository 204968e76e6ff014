package io.filestore.archive;

import io.filestore.data.repository.FileStoreRepository;

public interface Bills extends FileStoreRepository<Bill, String> {

    long deleteByTotalLessThan(long total);

}
