package io.filestore.autoconfigure.endpoint;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.filestore.autoconfigure.RunningApplication;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class FileStoreEndpointTests {

    private static final String SECRET = "alice@example.com";

    private static final String UNRESTRICTED = "management.endpoint.filestore.access=unrestricted";

    @TempDir
    Path directory;

    private RunningApplication application;

    @AfterEach
    void stop() {
        this.application.close();
    }

    private void start(String... properties) {
        this.application = RunningApplication.start(this.directory, properties);
    }

    private void put(String id, String json) {
        this.application.store().collection("users").put(id, Row.parse(json));
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = this.application.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningApplication.json(response);
    }

    private JsonNode post(String path, int status) {
        HttpResponse<String> response = this.application.post(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return RunningApplication.json(response);
    }

    private long bytesIn(String name) throws IOException {
        try (Stream<Path> files = Files.walk(this.directory.resolve(name))) {
            return files.filter(Files::isRegularFile).mapToLong((file) -> file.toFile().length()).sum();
        }
    }

    @Test
    void showsHowTheStoreStands() {
        start();
        put("a", "{}");
        this.application.store().flush();
        put("b", "{}");
        JsonNode store = get("filestore");
        assertThat(store.get("directory").asString()).isEqualTo(this.directory.toString());
        assertThat(store.get("readOnly").asBoolean()).isFalse();
        assertThat(store.get("lsn").toString()).isEqualTo("{\"last\":2,\"durable\":2,\"flushed\":1}");
        assertThat(store.at("/wal/sizeBytes").asLong())
            .isEqualTo(this.directory.resolve("_wal.jsonl").toFile().length());
        assertThat(store.at("/wal/maxSizeBytes").asLong()).isEqualTo(1L << 30);
        assertThat(store.at("/wal/segments").asInt()).isEqualTo(1);
        assertThat(store.at("/flush/running").asBoolean()).isTrue();
        assertThat(store.at("/flush/intervalMillis").asLong()).isEqualTo(3_600_000);
        assertThat(store.at("/flush/pendingRows").asInt()).isEqualTo(1);
        assertThat(store.at("/flush/succeeded").asInt()).isEqualTo(1);
        assertThat(store.at("/flush/last").asString()).isNotBlank();
        assertThat(store.at("/flush/failing").asInt()).isZero();
        assertThat(store.get("listeners").toString())
            .isEqualTo("{\"count\":0,\"waiting\":0,\"missed\":0,\"failed\":0}");
        assertThat(store.at("/recovery/replayed").asInt()).isZero();
        assertThat(store.at("/quarantined").asInt()).isZero();
        assertThat(store.get("collections").propertyNames()).contains("sessions", "users");
    }

    @Test
    void showsHowACollectionStands() throws IOException {
        start();
        put("a", "{\"email\":\"" + SECRET + "\"}");
        this.application.store().flush();
        put("b", "{}");
        JsonNode users = get("filestore/users");
        assertThat(users.get("strategy").asString()).isEqualTo("file-per-record");
        assertThat(users.get("path").asString()).isEqualTo(this.directory.resolve("users").toString());
        assertThat(users.get("rows").asInt()).isEqualTo(2);
        assertThat(users.get("bytesOnDisk").asLong()).isPositive().isEqualTo(bytesIn("users"));
        assertThat(users.get("indexes").toString()).isEqualTo("[{\"fields\":[\"email\"],\"unique\":true}]");
        assertThat(users.get("pendingRows").asInt()).isEqualTo(1);
        assertThat(users.get("lastFlush").asString()).isNotBlank();
        assertThat(users.get("puts").asInt()).isEqualTo(2);
        assertThat(users.get("expirations").asInt()).isZero();
        assertThat(users.get("quarantined").asInt()).isZero();
        assertThat(users.get("shape").asInt()).isOne();
        assertThat(users.toString()).doesNotContain("alice");
        assertThat(get("filestore/sessions").toString()).contains("\"bytesOnDisk\":0")
            .doesNotContain("\"lastFlush\":\"");
    }

    @Test
    void unknownCollectionIsNotFoundAndNotMade() {
        start("filestore.unconfigured-collections=memory-only", UNRESTRICTED);
        assertThat(this.application.get("filestore/nobody").statusCode()).isEqualTo(404);
        assertThat(post("filestore/compact/nobody", 404).get("message").asString()).contains("no collection 'nobody'");
        assertThat(this.application.store().collectionNames()).doesNotContain("nobody");
    }

    @Test
    void nothingCanBeDoneUnlessItIsOpened() {
        start();
        put("a", "{}");
        assertThat(this.application.post("filestore/flush").statusCode()).isEqualTo(405);
        assertThat(this.application.store().stats().pendingRows()).isEqualTo(1);
    }

    @Test
    void flushes() {
        start(UNRESTRICTED);
        put("a", "{}");
        JsonNode done = post("filestore/flush", 200);
        assertThat(done.get("operation").asString()).isEqualTo("flush");
        assertThat(done.get("flushedLsn").asInt()).isEqualTo(1);
        assertThat(done.at("/collections/users/rows").asInt()).isEqualTo(1);
        assertThat(this.directory.resolve("users/a.json")).exists();
    }

    @Test
    void compactsOneCollectionOrAll() {
        start(UNRESTRICTED);
        put("a", "{}");
        JsonNode one = post("filestore/compact/users", 200);
        assertThat(one.get("operation").asString()).isEqualTo("compact");
        assertThat(one.at("/collections/users/rows").asInt()).isEqualTo(1);
        assertThat(post("filestore/compact", 200).get("collections").propertyNames()).contains("users");
    }

    @Test
    void verifiesAndNamesRowsWithoutSayingWhatIsInThem() throws IOException {
        start(UNRESTRICTED);
        put("a", "{\"email\":\"" + SECRET + "\"}");
        put("b", "{\"email\":\"bob@example.com\"}");
        assertThat(post("filestore/verify", 200).toString()).contains("\"clean\":true", "\"rows\":2");
        Files.writeString(this.directory.resolve("users/a.json"), "{\"email\": \"mallory@example.com\"}");
        Files.writeString(this.directory.resolve("users/b.json"), "{\"email\": secretword}");
        Files.writeString(this.directory.resolve("users/indices/email.jsonl"),
                "{\"key\":\"mallory@example.com\",\"rowId\":\"a\"}\n");
        JsonNode report = post("filestore/verify", 200);
        assertThat(report.get("clean").asBoolean()).isFalse();
        assertThat(report.get("findingCount").asInt()).isEqualTo(report.get("findings").size()).isGreaterThan(2);
        assertThat(report.toString()).contains("row 'a' has", "b.json is damaged")
            .doesNotContain("alice", "mallory", "bob@", "secretword");
    }

    @Test
    void failureIsExplained() throws IOException {
        start(UNRESTRICTED);
        put("a", "{}");
        Files.writeString(this.directory.resolve("users"), "in the way");
        JsonNode failure = post("filestore/flush", 503);
        assertThat(failure.get("operation").asString()).isEqualTo("flush");
        assertThat(failure.get("error").asString()).isEqualTo("DiskFailed");
        assertThat(failure.get("message").asString()).contains("The flush failed");
        assertThat(get("filestore").at("/flush/failing").asInt()).isEqualTo(1);
        Files.delete(this.directory.resolve("users"));
    }

    @Test
    void readOnlyStoreRefusesToFlush() {
        start();
        stop();
        start(UNRESTRICTED, "filestore.read-only=true");
        assertThat(get("filestore").get("readOnly").asBoolean()).isTrue();
        assertThat(post("filestore/flush", 409).get("error").asString()).isEqualTo("ReadOnlyStore");
        assertThat(post("filestore/compact/users", 409).get("error").asString()).isEqualTo("ReadOnlyStore");
        assertThat(post("filestore/verify", 200).get("clean").asBoolean()).isTrue();
    }

    @Test
    void requestThatMakesNoSenseIsRefusedAndExplained() {
        start(UNRESTRICTED);
        put("a", "{}");
        assertThat(post("filestore/explode", 400).get("message").asString()).contains("no operation 'explode'",
                "flush, verify, compact");
        assertThat(post("filestore/flush/users", 400).get("message").asString()).contains("Only compact");
        assertThat(post("filestore/verify/nobody", 400).get("error").asString()).isEqualTo("InvalidRequest");
        assertThat(this.application.store().stats().pendingRows()).isEqualTo(1);
    }

    @Test
    void postNeedsNeitherBodyNorContentTypeAndMindsNone() {
        start(UNRESTRICTED);
        assertThat(this.application.post("filestore/flush").statusCode()).isEqualTo(200);
        assertThat(this.application.post("filestore/flush", "Content-Type", "application/json").statusCode())
            .isEqualTo(200);
    }

    @Test
    void closedStoreIsStillShown() {
        start();
        put("a", "{}");
        this.application.store().close();
        assertThat(get("filestore").at("/collections/users/rows").asInt()).isEqualTo(1);
    }

    @Test
    void makesABackupBelowTheConfiguredDirectoryOnly(@TempDir Path backups) {
        start("filestore.backup.directory=" + backups, UNRESTRICTED);
        put("a", "{\"email\":\"" + SECRET + "\"}");
        JsonNode done = post("filestore/backup/monday", 200);
        assertThat(done.get("operation").asString()).isEqualTo("backup");
        assertThat(done.get("name").asString()).isEqualTo("monday");
        assertThat(done.at("/rows/users").asInt()).isOne();
        assertThat(done.toString()).doesNotContain("alice");
        assertThat(backups.resolve("monday/_checkpoint.json")).exists();
        assertThat(post("filestore/backup/monday", 400).toString()).contains("There is something already");
        assertThat(post("filestore/backup/..", 400).toString()).doesNotContain("alice");
        assertThat(post("filestore/backup/a%20b", 400).toString()).contains("cannot be the name of a backup");
        String named = post("filestore/backup", 200).get("name").asString();
        assertThat(backups.resolve(named).resolve("users/a.json")).exists();
    }

    @Test
    void refusesBackupsWithoutADirectoryForThem() {
        start(UNRESTRICTED);
        assertThat(post("filestore/backup/monday", 400).toString()).contains("Set filestore.backup.directory");
    }

}
