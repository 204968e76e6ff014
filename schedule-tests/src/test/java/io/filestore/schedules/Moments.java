package io.filestore.schedules;

/**
 * Counts what happens, in its order: no two threads of a schedule run at the same time.
 */
final class Moments {

    private int last;

    int next() {
        return ++this.last;
    }

}
