package io.filestore.crash;

import io.filestore.config.CollectionOptions;

/** The forms that a collection can have on disk. */
enum Shape {

    FILES, MAP, LINES, COMPRESSED_MAP, COMPRESSED_LINES;

    CollectionOptions options(String name) {
        return switch (this) {
            case FILES -> CollectionOptions.filePerRecord();
            case MAP -> CollectionOptions.singleFile(name + ".json");
            case LINES -> CollectionOptions.singleFile("logs/" + name + ".jsonl");
            case COMPRESSED_MAP -> CollectionOptions.compressed("cache/" + name);
            case COMPRESSED_LINES -> CollectionOptions.compressed(name + ".jsonl");
        };
    }

    /** Another form, so that each meets each. */
    Shape next() {
        return values()[(ordinal() + 1) % values().length];
    }

}
