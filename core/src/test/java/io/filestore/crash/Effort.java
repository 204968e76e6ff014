package io.filestore.crash;

/**
 * How much the heavier tests try: a selection in each build, all with
 * {@code -Dfilestore.full=true}.
 */
final class Effort {

    private Effort() {
    }

    static boolean isFull() {
        return Boolean.getBoolean("filestore.full");
    }

    /** Every call, or one of so many. */
    static int every(int calls) {
        return isFull() ? 1 : calls;
    }

}
