package io.filestore;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a killed flush leaves unfinished goes at the next start, with or without a log.
 */
class LeftoversTests {

    private static final List<String> OURS = List.of("rows/b.json.tmp", "rows/%20.json.tmp",
            "rows/_checksums.jsonl.tmp", "rows/indices/n.jsonl.tmp", "one.json.tmp", "one.json.checksums.jsonl.tmp",
            "lines.jsonl.tmp", "packed.jsonl.lz4.tmp", "_values.json.tmp", "_checkpoint.json.tmp");

    private static final List<String> OTHERS = List.of("rows/not ours.json.tmp", "rows/c.tmp", "rows/x.json.tmp.tmp",
            "rows/indices/other.jsonl.tmp", "one.json.tmp2", "two.json.tmp", "_notes.tmp", "notes/a.json.tmp");

    private final Stores stores = new Stores(
            (builder) -> builder.collection("rows", CollectionOptions.filePerRecord().withWal(false).withIndexed("n"))
                .collection("one", CollectionOptions.singleFile("one.json").withWal(false))
                .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
                .collection("packed", CollectionOptions.compressed("packed.jsonl").withWal(false)));

    @AfterEach
    void close() {
        this.stores.close();
    }

    @Test
    void unfinishedFilesOfOursGoAtTheStartAndNothingElseDoes() {
        MemoryDirectory disk = this.stores.disk();
        OURS.forEach((name) -> disk.plant(name, "{\"ha"));
        OTHERS.forEach((name) -> disk.plant(name, "{\"ha"));
        this.stores
            .configure((builder) -> builder.readOnly(true).collection("rows", CollectionOptions.filePerRecord()));
        this.stores.open().close();
        assertThat(disk.files()).containsAll(OURS).containsAll(OTHERS);
        Stores writing = this.stores;
        writing.configure((builder) -> builder
            .collection("rows", CollectionOptions.filePerRecord().withWal(false).withIndexed("n"))
            .collection("one", CollectionOptions.singleFile("one.json").withWal(false))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
            .collection("packed", CollectionOptions.compressed("packed.jsonl").withWal(false)));
        writing.open();
        assertThat(disk.files()).containsAll(OTHERS).doesNotContainAnyElementsOf(OURS);
    }

    @Test
    void crashesDoNotPileThemUp() {
        Store store = this.stores.open();
        for (int crash = 0; crash < 5; crash++) {
            int number = crash;
            store.collection("rows").put("r" + number, Stores.row("{'n':1}"));
            this.stores.disk().crashAt(this.stores.disk().calls() + 4);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(store::flush)).isNotNull();
            store = this.stores.crash(CrashMode.EVERYTHING);
            assertThat(this.stores.disk().files()).noneMatch((name) -> name.endsWith(".tmp"));
        }
    }

}
