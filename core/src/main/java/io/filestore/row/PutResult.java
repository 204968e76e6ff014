package io.filestore.row;

/**
 * What a put did.
 *
 * @param version the row's new version
 * @param inserted whether there was no row before
 */
public record PutResult(long version, boolean inserted) {
}
