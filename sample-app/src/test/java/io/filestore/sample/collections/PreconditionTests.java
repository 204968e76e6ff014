package io.filestore.sample.collections;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class PreconditionTests extends HttpApi {

    private static final String ROWS = "/api/collections/projects/rows/";

    @Test
    void putOnTheVersionSeenSucceedsOnce() {
        String seen = eTag(put(ROWS + "seen", "{\"n\":1}"));
        assertThat(put(ROWS + "seen", "{\"n\":2}", "If-Match", seen).statusCode()).isEqualTo(200);
        problem(put(ROWS + "seen", "{\"n\":3}", "If-Match", seen), 412, "/problems/precondition-failed", "seen",
                "Read it again");
        assertThat(get(ROWS + "seen").body()).isEqualTo("{\"n\":2}");
    }

    @Test
    void oneOfSeveralETagsIsEnough() {
        String eTag = eTag(put(ROWS + "several", "{}"));
        assertThat(put(ROWS + "several", "{}", "If-Match", "\"1\", " + eTag).statusCode()).isEqualTo(200);
        problem(put(ROWS + "several", "{}", "If-Match", "\"1\", \"x\""), 412, "/problems/precondition-failed");
    }

    @Test
    void weakETagNeverMatchesAWrite() {
        String eTag = eTag(put(ROWS + "weak", "{}"));
        problem(put(ROWS + "weak", "{}", "If-Match", "W/" + eTag), 412, "/problems/precondition-failed");
    }

    @Test
    void ifMatchAnyMeansThatTheRowMustExist() {
        problem(put(ROWS + "must", "{}", "If-Match", "*"), 412, "/problems/precondition-failed", "does not exist");
        problem(put(ROWS + "must", "{}", "If-Match", "\"0\""), 412, "/problems/precondition-failed");
        put(ROWS + "must", "{}");
        assertThat(put(ROWS + "must", "{}", "If-Match", "*").statusCode()).isEqualTo(200);
    }

    @Test
    void ifNoneMatchAnyMeansThatTheRowMustNotExist() {
        assertThat(put(ROWS + "not", "{}", "If-None-Match", "*").statusCode()).isEqualTo(201);
        problem(put(ROWS + "not", "{}", "If-None-Match", "*"), 412, "/problems/precondition-failed", "has version");
    }

    @Test
    void ifNoneMatchRefusesTheVersionThatIsThereAndNoOther() {
        String old = eTag(put(ROWS + "none", "{}"));
        String eTag = eTag(put(ROWS + "none", "{}"));
        problem(put(ROWS + "none", "{}", "If-None-Match", eTag), 412, "/problems/precondition-failed");
        problem(put(ROWS + "none", "{}", "If-None-Match", "W/" + eTag), 412, "/problems/precondition-failed");
        problem(delete(ROWS + "none", "If-None-Match", eTag), 412, "/problems/precondition-failed");
        assertThat(put(ROWS + "none", "{\"n\":1}", "If-None-Match", old).statusCode()).isEqualTo(200);
        assertThat(delete(ROWS + "none", "If-None-Match", eTag).statusCode()).isEqualTo(204);
    }

    @Test
    void deleteIsConditionalToo() {
        String old = eTag(put(ROWS + "delete", "{}"));
        String eTag = eTag(put(ROWS + "delete", "{}"));
        problem(delete(ROWS + "delete", "If-Match", old), 412, "/problems/precondition-failed");
        assertThat(delete(ROWS + "delete", "If-Match", eTag).statusCode()).isEqualTo(204);
        problem(delete(ROWS + "delete", "If-Match", "*"), 404, "/problems/no-such-row");
    }

    @Test
    void getOfWhatTheClientHasIs304() {
        String eTag = eTag(put(ROWS + "cached", "{}"));
        HttpResponse<String> cached = get(ROWS + "cached", "If-None-Match", eTag);
        assertThat(cached.statusCode()).isEqualTo(304);
        assertThat(eTag(cached)).isEqualTo(eTag);
        put(ROWS + "cached", "{}");
        assertThat(get(ROWS + "cached", "If-None-Match", eTag).statusCode()).isEqualTo(200);
    }

    @Test
    void versionWithoutQuotesIs400() {
        problem(put(ROWS + "quotes", "{}", "If-Match", "17"), 400, "/problems/invalid-request", "If-Match: \"17\"");
    }

    @Test
    void manyClientsCountWithoutLosingOne() {
        put(ROWS + "counter", "{\"n\":0}");
        AtomicInteger conflicts = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, 4).mapToObj((i) -> new Thread(() -> count(conflicts))).toList();
        clients.forEach(Thread::start);
        clients.forEach(PreconditionTests::join);
        assertThat(json(get(ROWS + "counter")).path("n").asInt()).isEqualTo(40);
    }

    private void count(AtomicInteger conflicts) {
        for (int done = 0; done < 10;) {
            HttpResponse<String> row = get(ROWS + "counter");
            int n = json(row).path("n").asInt();
            int status = put(ROWS + "counter", "{\"n\":" + (n + 1) + "}", "If-Match", eTag(row)).statusCode();
            done += (status == 200) ? 1 : 0;
            conflicts.addAndGet((status == 412) ? 1 : 0);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
