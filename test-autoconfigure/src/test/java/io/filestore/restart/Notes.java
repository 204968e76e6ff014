package io.filestore.restart;

import io.filestore.data.repository.FileStoreRepository;

public interface Notes extends FileStoreRepository<Note, String> {

}
