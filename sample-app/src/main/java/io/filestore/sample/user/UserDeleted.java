package io.filestore.sample.user;

/**
 * A user is being deleted: who has something of the user's deletes it now, in the same
 * transaction.
 *
 * @param id the user's id
 */
public record UserDeleted(String id) {
}
