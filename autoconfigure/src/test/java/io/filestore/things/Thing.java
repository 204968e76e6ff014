package io.filestore.things;

import org.springframework.data.annotation.Id;

public record Thing(@Id String id, String name) {

}
