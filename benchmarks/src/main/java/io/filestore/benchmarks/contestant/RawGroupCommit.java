package io.filestore.benchmarks.contestant;

import java.io.IOException;

import io.filestore.benchmarks.data.Customer;

/**
 * What the machine allows several threads: prepared lines in a log with group commit.
 */
final class RawGroupCommit implements Writer {

    private static final long LARGEST = 256L << 20;

    private final GroupLog log;

    private final byte[] line = LogLine.bytes();

    RawGroupCommit(Setup setup) throws IOException {
        this.log = new GroupLog(setup.path().resolve("raw.log"), setup.forced());
    }

    @Override
    public void put(String id, Customer row) throws IOException {
        this.log.append(this.line);
    }

    @Override
    public void flush() throws IOException {
        this.log.force();
    }

    @Override
    public void settle() throws IOException {
        if (this.log.size() > LARGEST) {
            this.log.clear();
        }
    }

    @Override
    public void close() throws IOException {
        this.log.close();
    }

}
