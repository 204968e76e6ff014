package io.filestore.query;

/** Whether a row fulfils something. */
@FunctionalInterface
interface RowPredicate {

    /**
     * @param json the row as canonical JSON
     * @param starts where its fields are
     */
    boolean test(byte[] json, int[] starts);

}
