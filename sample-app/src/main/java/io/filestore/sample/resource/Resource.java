package io.filestore.sample.resource;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import io.filestore.data.mapping.Collection;

/**
 * A resource.
 *
 * @param id its id
 * @param projectId the project that it is in; a request has it in its path
 * @param name its name
 * @param status {@code open} or {@code closed}
 * @param version how often it has been changed; a change that says it is refused if
 * somebody else was faster
 */
@Collection("resources")
record Resource(@Id @Nullable String id, @Nullable String projectId, @NotBlank @Size(max = 200) String name,
        @NotNull @Pattern(regexp = "open|closed", message = "must be open or closed") String status,
        @Version @Nullable Long version) {

    static Resource of(String projectId, Resource sent) {
        return new Resource(null, projectId, sent.name, sent.status, null);
    }

    /**
     * With what was sent; a row that was put by hand has no version, which counts as 0.
     */
    Resource changed(Resource sent) {
        return new Resource(this.id, this.projectId, sent.name, sent.status,
                (sent.version != null) ? sent.version : known());
    }

    Resource in(String project) {
        return new Resource(this.id, project, this.name, this.status, known());
    }

    private long known() {
        return (this.version != null) ? this.version : 0;
    }

}
