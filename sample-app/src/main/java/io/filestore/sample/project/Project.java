package io.filestore.sample.project;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

/**
 * A project.
 *
 * @param id its id
 * @param ownerId the user who owns it
 * @param slug its name in URLs; no other project of the same user has it
 * @param name its name for people
 */
@Collection("projects")
public record Project(@Id @Nullable String id, @NotBlank String ownerId,
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,49}",
                message = "must be small letters, digits and hyphens, 50 at most") String slug,
        @NotBlank @Size(max = 200) String name) {
}
