package io.filestore.bad.entity;

public record Shade(String name) {

}
