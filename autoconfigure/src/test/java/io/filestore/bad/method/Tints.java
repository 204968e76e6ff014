package io.filestore.bad.method;

import java.util.List;

import io.filestore.data.repository.FileStoreRepository;

/** Asks for what its entity has not. */
public interface Tints extends FileStoreRepository<Tint, String> {

    List<Tint> findByNameAndColour(String name, String colour);

}
