package io.filestore.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes rows that are its own, one request after the other, until nobody answers, and
 * knows what has to be there afterwards: what was acknowledged, and the last request,
 * whose answer it never got, whole or not at all.
 */
final class Client implements Runnable {

    private static final int IDS = 200;

    private final String name;

    private final List<String> collections;

    private final Random random;

    private final Map<Key, Optional<String>> acknowledged = new HashMap<>();

    private final AtomicInteger answers = new AtomicInteger();

    private Map<Key, Optional<String>> unanswered = Map.of();

    private volatile Http http = new Http("");

    private int written;

    Client(int number, List<String> collections) {
        this.name = "client" + number;
        this.collections = collections;
        this.random = new Random(number);
    }

    Client to(Http http) {
        this.http = http;
        return this;
    }

    /** How many requests have been answered. */
    int answers() {
        return this.answers.get();
    }

    @Override
    public void run() {
        try {
            while (true) {
                this.unanswered = (this.random.nextInt(4) == 0) ? transaction() : Map.of(key(), change());
                HttpResponse<String> response = send(this.unanswered);
                // deleting what is not there is answered with 404
                assertThat(response.statusCode()).as(response.body()).isIn(200, 201, 204, 404);
                this.acknowledged.putAll(this.unanswered);
                this.unanswered = Map.of();
                this.answers.incrementAndGet();
            }
        }
        catch (IOException ex) {
            // nobody answers any more
        }
    }

    private Map<Key, Optional<String>> transaction() {
        String id = id();
        return this.collections.stream()
            .collect(Collectors.toMap((collection) -> new Key(collection, id), (collection) -> change()));
    }

    private Key key() {
        return new Key(this.collections.get(this.random.nextInt(this.collections.size())), id());
    }

    private String id() {
        return this.name + "-" + this.random.nextInt(IDS);
    }

    private Optional<String> change() {
        this.written++;
        return (this.random.nextInt(5) == 0) ? Optional.empty() : Optional.of("{\"ident\":\"%s/%d\",\"text\":\"%s\"}"
            .formatted(this.name, this.written, "x".repeat(this.random.nextInt(1000))));
    }

    private HttpResponse<String> send(Map<Key, Optional<String>> changes) throws IOException {
        if (changes.size() > 1) {
            return this.http.send("POST", "/api/transactions",
                    changes.entrySet()
                        .stream()
                        .map((change) -> operation(change.getKey(), change.getValue()))
                        .collect(Collectors.joining(",", "{\"operations\":[", "]}")));
        }
        Map.Entry<Key, Optional<String>> change = changes.entrySet().iterator().next();
        String method = change.getValue().isPresent() ? "PUT" : "DELETE";
        String path = "/api/collections/" + change.getKey().collection() + "/rows/" + change.getKey().id();
        return this.http.send(method, path, change.getValue().orElse(""));
    }

    private static String operation(Key key, Optional<String> row) {
        return "{\"op\":\"%s\",\"collection\":\"%s\",\"id\":\"%s\"%s}".formatted(row.isPresent() ? "put" : "delete",
                key.collection(), key.id(), row.map((text) -> ",\"row\":" + text).orElse(""));
    }

    /** Compares what is there with what has to be; what was found counts from then on. */
    void check(Http http) {
        Map<Key, Optional<String>> found = new HashMap<>();
        for (String collection : this.collections) {
            rows(http, collection).forEach((id, row) -> {
                if (id.startsWith(this.name + "-")) {
                    found.put(new Key(collection, id), Optional.of(row.toString()));
                }
            });
        }
        Map<Key, Optional<String>> before = present(this.acknowledged);
        Map<Key, Optional<String>> after = new HashMap<>(before);
        after.putAll(this.unanswered);
        assertThat(found).isIn(before, present(after));
        this.acknowledged.clear();
        this.acknowledged.putAll(found);
        this.unanswered = Map.of();
    }

    private static Map<String, JsonNode> rows(Http http, String collection) {
        try {
            return http.rows(collection);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Map<Key, Optional<String>> present(Map<Key, Optional<String>> rows) {
        Map<Key, Optional<String>> present = new HashMap<>(rows);
        present.values().removeIf(Optional::isEmpty);
        return present;
    }

    private record Key(String collection, String id) {
    }

}
