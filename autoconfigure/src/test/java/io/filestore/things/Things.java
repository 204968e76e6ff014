package io.filestore.things;

import java.util.List;

import io.filestore.data.repository.FileStoreRepository;

public interface Things extends FileStoreRepository<Thing, String> {

    List<Thing> findByName(String name);

}
