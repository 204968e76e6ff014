package io.filestore.sample.resource;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

/**
 * A resource.
 *
 * @param id its id
 * @param projectId the project that it is in; a request has it in its path
 * @param name its name
 * @param status {@code open} or {@code closed}
 */
@Collection("resources")
record Resource(@Id @Nullable String id, @Nullable String projectId, @NotBlank @Size(max = 200) String name,
        @NotNull @Pattern(regexp = "open|closed", message = "must be open or closed") String status) {

    Resource in(String project) {
        return new Resource(this.id, project, this.name, this.status);
    }

}
