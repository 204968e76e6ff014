package io.filestore.autoconfigure.data.things;

import org.springframework.data.annotation.Id;

public record Thing(@Id String id, String name) {

}
