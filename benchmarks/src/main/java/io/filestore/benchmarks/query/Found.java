package io.filestore.benchmarks.query;

/**
 * A row of a store that has no such thing itself.
 *
 * @param id of the row
 * @param value its JSON or a record
 * @param <T> which of the two
 */
record Found<T>(String id, T value) {
}
