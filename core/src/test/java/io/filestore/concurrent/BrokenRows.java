package io.filestore.concurrent;

import org.jetbrains.lincheck.datastructures.Operation;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.concurrent.LinearizableRows.Number;

/** Takes two reads for one, which must be found out. */
public final class BrokenRows {

    private static final Store STORE = LinearizableRows.open();

    private final RowCollection<Number> rows = STORE.collection("memory", Number.class);

    public BrokenRows() {
        this.rows.put("1", new Number(0));
        this.rows.put("2", new Number(0));
    }

    @Operation
    public void transfer() {
        STORE.transact((tx) -> {
            RowCollection<Number> own = tx.collection("memory", Number.class);
            own.update("1", (old) -> new Number(old.n() - 1));
            own.update("2", (old) -> new Number(old.n() + 1));
            return null;
        });
    }

    @Operation
    public String readBoth() {
        int first = this.rows.get("1").orElseThrow().n();
        // As if there were no hurry, so that it is found soon.
        Thread.yield();
        return first + "," + this.rows.get("2").orElseThrow().n();
    }

    /** What it pretends to be. */
    public static final class Sequential {

        private int moved;

        public void transfer() {
            this.moved++;
        }

        public String readBoth() {
            return -this.moved + "," + this.moved;
        }

    }

}
