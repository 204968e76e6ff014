package io.filestore.benchmarks.query;

/**
 * What is returned for a row.
 */
public enum RowForm {

    /** Its JSON, not looked into. */
    JSON("JSON"),

    /** A record. */
    RECORDS("records");

    private final String label;

    RowForm(String label) {
        this.label = label;
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

}
