package io.filestore.bad.method;

import org.springframework.data.annotation.Id;

public record Tint(@Id String id, String name) {

}
