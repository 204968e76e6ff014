package io.filestore.commit;

/**
 * Something that a transaction has read. It may commit only if it would read the same
 * again.
 */
@FunctionalInterface
public interface ReadCheck {

    /**
     * Whether it still holds; called under the commit lock.
     * @param view rows as they are, changes of the same batch included
     */
    boolean holds(BatchView view);

}
