package io.filestore.bad.entity;

import io.filestore.data.repository.FileStoreRepository;

/** Of what has no id. */
public interface Shades extends FileStoreRepository<Shade, String> {

}
