package io.filestore.benchmarks.query;

import java.util.List;
import java.util.Locale;

/**
 * Who is asked.
 */
public enum OrderKind {

    FILESTORE("filestore", FilestoreOrderStore::new),

    SQLITE("SQLite", SqliteOrderStore::new),

    MVSTORE("H2 MVStore", MvStoreOrderStore::new),

    /** Has no files, and so is filled where it is opened. */
    TREE_MAP("TreeMap", (setup) -> new TreeMapOrderStore());

    private final String label;

    private final Opening opening;

    OrderKind(String label, Opening opening) {
        this.label = label;
        this.opening = opening;
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

    /** As tables call it when it answers in this form. */
    public String label(RowForm form) {
        return (this == TREE_MAP) ? "TreeMap, live objects" : this.label + ", " + form.label();
    }

    /** As files call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean hasFiles() {
        return this != TREE_MAP;
    }

    /** In which forms it has rows to return. */
    public List<RowForm> forms() {
        return (this == TREE_MAP) ? List.of(RowForm.RECORDS) : List.of(RowForm.values());
    }

    OrderStore open(OrderSetup setup) throws Exception {
        return this.opening.open(setup);
    }

    @FunctionalInterface
    private interface Opening {

        OrderStore open(OrderSetup setup) throws Exception;

    }

}
