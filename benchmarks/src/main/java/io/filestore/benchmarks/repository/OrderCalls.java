package io.filestore.benchmarks.repository;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Calls of a repository, or of what is below one. One thread makes them.
 */
public interface OrderCalls {

    /** How long a page is, and whatever has a limit. */
    int LIMIT = 20;

    @Nullable StoredOrder byId(String id);

    /** All of a user, in no order. */
    List<?> ofUser(String user);

    /** The newest of a user, the newest first. */
    List<?> newestOfUser(String user);

    /** The first from this moment on. */
    List<?> firstFrom(String createdAt);

    /** The newest with this status, and how many there are. */
    Found newestOfStatus(String status);

    long countOfUser(String user);

    /** Stores an entity, in place of the one of this id or as a new one with a new id. */
    String save(StoredOrder order);

    /** The id of something that was found. */
    String id(Object found);

    /**
     * A page.
     *
     * @param content what is on it
     * @param total how many there are on all
     */
    record Found(List<?> content, long total) {
    }

}
