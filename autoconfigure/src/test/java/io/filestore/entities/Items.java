package io.filestore.entities;

import io.filestore.data.repository.FileStoreRepository;

public interface Items extends FileStoreRepository<Item, String> {

}
