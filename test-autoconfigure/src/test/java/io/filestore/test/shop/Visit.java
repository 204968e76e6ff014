package io.filestore.test.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

@Collection("visits")
public record Visit(@Id @Nullable Long id, int minutes) {

}
