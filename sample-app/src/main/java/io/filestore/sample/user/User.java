package io.filestore.sample.user;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

@Collection("users")
public record User(@Id @Nullable String id, @NotBlank @Email @Size(max = 254) String email,
        @NotBlank @Size(max = 100) String username) {
}
