package io.filestore.storage;

import java.nio.file.Path;

import io.filestore.io.StoreDirectory;

/**
 * What a strategy is made from.
 *
 * @param collection the collection's name
 * @param path where it is to lie, absolute: the configured path, or the collection's name
 * in the store's directory
 * @param directory the disk
 */
public record StrategyContext(String collection, Path path, StoreDirectory directory) {
}
