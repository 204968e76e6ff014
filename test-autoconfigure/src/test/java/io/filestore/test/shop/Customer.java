package io.filestore.test.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

@Collection("customers")
public record Customer(@Id @Nullable String id, String email, String name) {

}
