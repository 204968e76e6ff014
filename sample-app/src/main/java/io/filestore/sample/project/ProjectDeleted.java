package io.filestore.sample.project;

/**
 * A project is being deleted: who has something of the project's deletes it now, in the
 * same transaction.
 *
 * @param id the project's id
 */
public record ProjectDeleted(String id) {
}
