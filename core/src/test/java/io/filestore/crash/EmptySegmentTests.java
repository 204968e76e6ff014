package io.filestore.crash;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A power loss may leave a sealed segment that has its name but no line. The next segment
 * begins with the same LSN, and so gets the same name in its turn.
 */
class EmptySegmentTests {

    private static final String NAME = "_wal-00000000000000000001.jsonl";

    private Session session = Session.create(new Setting(Shape.FILES, SyncPolicy.NEVER));

    @AfterEach
    void end() {
        this.session.end();
    }

    @ParameterizedTest
    @CsvSource({ "NEVER, nothing", "NEVER, header", "NEVER, half", "NEVER, zeros", "INTERVAL, header",
            "ALWAYS, nothing" })
    void writesOfTheNextLifeSurviveAKill(SyncPolicy sync, String content) throws Exception {
        open(sync, content);
        List.of(Step.PUT, Step.LARGE).forEach(this.session::run);
        new Aftermath(this.session).ofKill();
        this.session.run(Step.UPDATE);
        new Aftermath(this.session).ofKill();
    }

    /**
     * The flush has nothing of the log to write, and so no reason to delete any of it.
     */
    @ParameterizedTest
    @CsvSource({ "NEVER, nothing", "NEVER, header", "NEVER, half", "NEVER, zeros", "INTERVAL, header",
            "ALWAYS, nothing" })
    void segmentThatIsSealedDuringAFlushIsNotDeletedForTheEmptyOne(SyncPolicy sync, String content) throws Exception {
        open(sync, content);
        this.session.run(Step.PLAIN_PUT);
        boolean[] done = new boolean[1];
        Session writing = this.session.beside();
        this.session.disk().failOnce((call) -> {
            if (!done[0] && call.startsWith("write plain/")) {
                done[0] = true;
                List.of(Step.PUT, Step.LARGE, Step.PUT_OTHER).forEach(writing::run);
            }
            return false;
        }, Fault.IO_ERROR);
        this.session.run(Step.FLUSH);
        assertThat(done[0]).isTrue();
        new Aftermath(writing, false).ofKill();
    }

    private void open(SyncPolicy sync, String content) throws Exception {
        Session before = Session.create(new Setting(Shape.FILES, sync)).open();
        byte[] header = before.disk().bytes("_wal.jsonl");
        MemoryDirectory disk = before.disk().crash(CrashMode.NOTHING);
        before.end();
        disk.plant(NAME, switch (content) {
            case "header" -> header;
            case "half" -> "{\"format\":\"file\0\0\0}\n\0\0{\"lsn\"".getBytes(StandardCharsets.UTF_8);
            case "zeros" -> new byte[100];
            default -> new byte[0];
        });
        disk.delete(disk.root().resolve("_wal.jsonl"));
        this.session = before.next(disk).open();
    }

}
