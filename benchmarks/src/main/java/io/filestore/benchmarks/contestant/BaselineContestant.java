package io.filestore.benchmarks.contestant;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.benchmarks.data.Customer;

/**
 * What one writes oneself: a {@code ConcurrentHashMap} of live objects, two more as
 * indexes, Jackson, a log without checksums, and a snapshot.
 */
final class BaselineContestant implements Contestant {

    private static final long LARGEST_LOG = 256L << 20;

    private final Map<String, Customer> rows = new ConcurrentHashMap<>();

    private final Map<String, String> byEmail = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> byCity = new ConcurrentHashMap<>();

    private final JsonMapper mapper = new JsonMapper();

    private final Path snapshot;

    private final GroupLog log;

    BaselineContestant(Setup setup) throws IOException {
        this.snapshot = setup.path().resolve("snapshot.jsonl");
        Path logFile = setup.path().resolve("log.jsonl");
        read(this.snapshot);
        read(logFile);
        this.log = new GroupLog(logFile, setup.forced());
    }

    private void read(Path file) throws IOException {
        if (Files.exists(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Line read = this.mapper.readValue(line, Line.class);
                    remember(read.id(), read.row());
                }
            }
        }
    }

    private void remember(String id, Customer row) {
        this.rows.put(id, row);
        this.byEmail.put(row.email(), id);
        this.byCity.computeIfAbsent(row.city(), (city) -> ConcurrentHashMap.newKeySet()).add(id);
    }

    @Override
    public void load(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            remember(Customer.id(i), Customer.number(i));
        }
        flush();
    }

    @Override
    public void put(String id, Customer row) throws IOException {
        byte[] json = this.mapper.writeValueAsBytes(new Line(id, row));
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        this.log.append(line);
        remember(id, row);
    }

    @Override
    public @Nullable Customer get(String id) {
        return this.rows.get(id);
    }

    @Override
    public @Nullable Customer findByEmail(String email) {
        String id = this.byEmail.get(email);
        return (id != null) ? this.rows.get(id) : null;
    }

    @Override
    public List<Customer> findByCity(String city) {
        return this.byCity.getOrDefault(city, Set.of()).stream().map(this.rows::get).toList();
    }

    @Override
    public void flush() throws IOException {
        Path next = this.snapshot.resolveSibling("snapshot.tmp");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            for (Map.Entry<String, Customer> row : this.rows.entrySet()) {
                out.write(this.mapper.writeValueAsBytes(new Line(row.getKey(), row.getValue())));
                out.write('\n');
            }
            out.flush();
            channel.force(true);
        }
        Files.move(next, this.snapshot, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        this.log.clear();
    }

    @Override
    public void settle() throws IOException {
        if (this.log.size() > LARGEST_LOG) {
            flush();
        }
    }

    @Override
    public void close() throws IOException {
        this.log.close();
    }

    record Line(String id, Customer row) {
    }

}
