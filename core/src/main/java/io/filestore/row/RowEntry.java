package io.filestore.row;

/**
 * A row together with what filestore knows about it.
 *
 * @param <T> the type of the collection's rows
 * @param id the row id
 * @param version unique in the store; grows with every change of the row and never
 * repeats, so that it can serve as an ETag
 * @param value the row
 */
public record RowEntry<T>(String id, long version, T value) {

}
