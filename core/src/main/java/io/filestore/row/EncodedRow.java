package io.filestore.row;

/**
 * A row that a value has become, not yet stored.
 *
 * @param id the id that the value has or was given
 * @param json canonical JSON, not to be modified
 */
public record EncodedRow(String id, byte[] json) {

}
