package io.filestore.engine;

import io.filestore.memory.DirtySnapshot;

/**
 * An open collection, and its rows at one moment.
 *
 * @param rows also which of them were dirty then
 */
public record CollectionSnapshot(OpenCollection collection, DirtySnapshot rows) {
}
