package io.filestore.restart;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

@Collection("notes")
public record Note(@Id @Nullable String id, String text) {

}
