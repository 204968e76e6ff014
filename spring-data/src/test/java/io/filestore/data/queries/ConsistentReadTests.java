package io.filestore.data.queries;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.util.Streamable;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.support.FileStoreRepositoryFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Who reads while transactions commit sees each of them whole or not at all. */
class ConsistentReadTests {

    private static final int ROWS = 50;

    private static final int TRANSACTIONS = 400;

    @TempDir
    private Path directory;

    private Store store;

    private Marks marks;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory)
            .automaticFlush(false)
            .collection("mark", CollectionOptions.memoryOnly().withIndexed("kind"))
            .open();
        FileStoreMappingContext entities = new FileStoreMappingContext();
        this.marks = new FileStoreRepositoryFactory(new FileStoreTemplate(this.store, entities), entities)
            .getRepository(Marks.class);
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    record Mark(@Id String id, String kind, int round) {
    }

    interface Marks extends FileStoreRepository<Mark, String> {

        List<Mark> findByKind(String kind);

        long countByKind(String kind);

        long deleteByKind(String kind);

    }

    private static List<Mark> all(int round) {
        return IntStream.range(0, ROWS).mapToObj((each) -> new Mark("m" + each, "x", round)).toList();
    }

    private void read(Consumer<Integer> write, Runnable read) {
        write.accept(0);
        CompletableFuture<Void> writer = CompletableFuture
            .runAsync(() -> IntStream.rangeClosed(1, TRANSACTIONS).forEach(write::accept));
        do {
            read.run();
        }
        while (!writer.isDone());
        writer.join();
    }

    @Test
    void changesOfOneTransactionAreReadTogether() {
        Set<Integer> rounds = new HashSet<>();
        read((round) -> this.marks.saveAll(all(round)), () -> {
            for (Iterable<Mark> found : List.of(this.marks.findAll(), this.marks.findAll(Sort.by("round")),
                    this.marks.findAll(PageRequest.of(0, ROWS)), this.marks.findByKind("x"),
                    this.marks.findAllById(all(0).stream().map(Mark::id).toList()))) {
                List<Integer> seen = Streamable.of(found).map(Mark::round).toList();
                assertThat(seen).hasSize(ROWS);
                assertThat(new HashSet<>(seen)).hasSize(1);
                rounds.addAll(seen);
            }
        });
        assertThat(rounds).as("readers meet writers").hasSizeGreaterThan(2);
    }

    @Test
    void rowsThatComeAndGoInOneTransactionAreCountedTogether() {
        Set<Long> counts = new HashSet<>();
        read((round) -> {
            if (round % 2 == 0) {
                this.marks.saveAll(all(round));
            }
            else {
                this.marks.deleteByKind("x");
            }
        }, () -> {
            counts.add(this.marks.count());
            counts.add(this.marks.countByKind("x"));
            counts.add((long) this.marks.findAll().size());
        });
        assertThat(counts).containsExactlyInAnyOrder(0L, (long) ROWS);
    }

}
