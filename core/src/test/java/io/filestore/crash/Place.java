package io.filestore.crash;

import java.util.List;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;

/** Where two collections lie, one with a log and one without. */
enum Place {

    FILES(CollectionOptions.filePerRecord(), CollectionOptions.filePerRecord().withPath("p")),
    FILE(CollectionOptions.singleFile("m"), CollectionOptions.singleFile("p")),
    MAP(CollectionOptions.singleFile("m.json"), CollectionOptions.singleFile("p.json")),
    LINES(CollectionOptions.singleFile("logs/m.jsonl"), CollectionOptions.singleFile("logs/p.jsonl")),
    INSIDE(CollectionOptions.singleFile("m/all.jsonl"), CollectionOptions.singleFile("p/all.jsonl")),
    PACKED(CollectionOptions.compressed("m.json"), CollectionOptions.compressed("p.json")),
    PACKED_LINES(CollectionOptions.compressed("x/m.jsonl"), CollectionOptions.compressed("x/p.jsonl"));

    private final CollectionOptions logged;

    private final CollectionOptions plain;

    Place(CollectionOptions logged, CollectionOptions plain) {
        this.logged = logged.withIndexed("n").withUniqueTogether("text", "n");
        this.plain = plain.withWal(false).withIndexed("n");
    }

    StoreBuilder on(MemoryDirectory disk) {
        return Store.builder(disk.root())
            .directory(disk)
            .automaticFlush(false)
            .collection("m", this.logged)
            .collection("p", this.plain)
            .collection("still", CollectionOptions.singleFile("still.json").withIndexed("n"));
    }

    CollectionOptions logged() {
        return this.logged;
    }

    CollectionOptions plain() {
        return this.plain;
    }

    /** Flushed rows, and changes that only the log has. */
    MemoryDirectory filled() {
        MemoryDirectory disk = new MemoryDirectory();
        try (Store store = on(disk).open()) {
            for (String collection : List.of("m", "p", "still")) {
                store.collection(collection).put("a", Rows.row(1, "a"));
                store.collection(collection).put("Other Row", Rows.row(2, "b"));
            }
            store.flush();
            store.collection("m").put("a", Rows.row(2, "changed"));
            store.collection("m").put("new", Rows.row(0, "new"));
            store.collection("m").delete("Other Row");
            store.values().put("v", 1);
            return disk.kill();
        }
    }

}
