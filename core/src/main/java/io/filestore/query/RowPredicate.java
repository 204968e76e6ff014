package io.filestore.query;

/** Whether a row fulfils something. */
@FunctionalInterface
interface RowPredicate {

    /**
     * @param id the row id
     * @param json the row as canonical JSON
     * @param starts where its fields are
     */
    boolean test(String id, byte[] json, int[] starts);

}
