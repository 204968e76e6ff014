package io.filestore.test.shop;

import java.util.List;

import io.filestore.data.repository.FileStoreRepository;

public interface Customers extends FileStoreRepository<Customer, String> {

    List<Customer> findByName(String name);

}
