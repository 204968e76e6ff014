package io.filestore.sample.session;

import io.filestore.data.repository.FileStoreRepository;

interface Sessions extends FileStoreRepository<Session, String> {

}
