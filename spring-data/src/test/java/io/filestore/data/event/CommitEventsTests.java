package io.filestore.data.event;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class CommitEventsTests {

    @TempDir
    private Path directory;

    @Test
    void whatWasCommittedIsPublishedTogether() throws Exception {
        List<Object> published = new CopyOnWriteArrayList<>();
        try (Store store = Store.builder(this.directory).unconfiguredCollections("memory-only").open()) {
            store.addListener(new CommitEvents(published::add));
            store.transact((transaction) -> {
                transaction.collection("a").put("1", Row.of("x", 1));
                transaction.collection("b").put("2", Row.of("x", 2));
                return null;
            });
            store.collection("a").delete("1");
            Awaitility.await().until(() -> published.size() == 2);
        }
        assertThat(published).map(CommitEvent.class::cast)
            .map((event) -> event.getChanges().toString())
            .containsExactly("[INSERTED a/1, INSERTED b/2]", "[DELETED a/1]");
    }

    @Test
    void whatWasMissedIsTold() {
        List<Object> published = new CopyOnWriteArrayList<>();
        new CommitEvents(published::add).onOverflow(3);
        assertThat(published).singleElement()
            .isInstanceOfSatisfying(MissedCommitsEvent.class, (event) -> assertThat(event.getMissed()).isEqualTo(3));
    }

}
