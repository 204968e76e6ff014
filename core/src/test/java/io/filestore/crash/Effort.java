package io.filestore.crash;

/**
 * How much the heavier tests try: the fast ones ({@code *Tests}) a small selection, those
 * that take long ({@code *IT}) more, which the small one is part of; the latter all with
 * {@code -Dfilestore.full=true}, the fast ones more with {@code -Dfilestore.dense=true}.
 */
final class Effort {

    private Effort() {
    }

    /**
     * One of so many in the fast tests.
     * @param dense one of so many when they have to find what is planted
     */
    static int fast(int calls, int dense) {
        return Boolean.getBoolean("filestore.dense") ? dense : calls;
    }

    static boolean isFull() {
        return Boolean.getBoolean("filestore.full");
    }

    /** Every call, or one of so many. */
    static int every(int calls) {
        return isFull() ? 1 : calls;
    }

}
