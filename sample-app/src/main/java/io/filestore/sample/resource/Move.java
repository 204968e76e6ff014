package io.filestore.sample.resource;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;

/**
 * Resources that go to another project, all of them or none.
 *
 * @param to the project that they go to
 * @param resources their ids
 */
record Move(@NotBlank String to, @NotEmpty List<@NotBlank String> resources) {
}
