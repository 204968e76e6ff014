package io.filestore.container;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.awaitility.Awaitility.await;

/** Several clients that write at the same time. */
final class Clients implements AutoCloseable {

    private final List<Client> clients;

    private final ExecutorService threads;

    private List<CompletableFuture<Void>> running = List.of();

    Clients(int number, String... collections) {
        this.clients = IntStream.range(0, number).mapToObj((n) -> new Client(n, List.of(collections))).toList();
        this.threads = Executors.newFixedThreadPool(number);
    }

    /** Lets them write. */
    void start(Http http) {
        this.running = this.clients.stream()
            .map((client) -> CompletableFuture.runAsync(client.to(http), this.threads))
            .toList();
    }

    /** Waits until so many more requests have been answered. */
    void awaitAnswers(int more) {
        int enough = answers() + more;
        await().until(() -> answers() >= enough || this.running.stream().anyMatch(CompletableFuture::isDone));
    }

    int answers() {
        return this.clients.stream().mapToInt(Client::answers).sum();
    }

    /** Waits until nobody answers them any more. */
    void join() throws Exception {
        for (CompletableFuture<Void> client : this.running) {
            client.get(30, TimeUnit.SECONDS);
        }
    }

    /** Compares what is there with what they were told. */
    void check(Http http) {
        this.clients.forEach((client) -> client.check(http));
    }

    @Override
    public void close() {
        this.threads.shutdownNow();
    }

}
