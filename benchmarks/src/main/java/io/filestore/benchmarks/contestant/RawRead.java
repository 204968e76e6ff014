package io.filestore.benchmarks.contestant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the machine allows a start: all files of a directory opened, read and closed.
 */
public final class RawRead {

    private static final int BUFFER_BYTES = 1 << 18;

    private RawRead() {
    }

    /** Reads all files of JSON in the directories. */
    public static void all(List<Path> directories, int threads) throws Exception {
        List<Path> files = new ArrayList<>();
        for (Path directory : directories) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach((entry) -> {
                    if (isJson(entry.toString())) {
                        files.add(entry);
                    }
                });
            }
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            int part = (files.size() + threads - 1) / threads;
            for (int i = 0; i < files.size(); i += part) {
                List<Path> mine = files.subList(i, Math.min(files.size(), i + part));
                parts.add(pool.submit(() -> read(mine)));
            }
            for (Future<?> each : parts) {
                each.get();
            }
        }
        finally {
            pool.shutdown();
        }
    }

    private static boolean isJson(String name) {
        return name.endsWith(".json") || name.endsWith(".jsonl");
    }

    /** A read that does not fill the buffer was the last one: files are complete. */
    private static void read(List<Path> files) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file)) {
                while (channel.read(buffer.clear()) == BUFFER_BYTES) {
                    continue;
                }
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

}
