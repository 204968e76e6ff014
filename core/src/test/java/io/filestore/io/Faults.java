package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** Counts the calls that change a {@link MemoryDirectory}, and lets some of them fail. */
final class Faults {

    private final Path root;

    private final List<String> log = new ArrayList<>();

    private Predicate<String> failing = (call) -> false;

    private Fault fault = Fault.IO_ERROR;

    private boolean once;

    private int powerLossAt = Integer.MAX_VALUE;

    private int reads;

    private int failingRead;

    Faults(Path root) {
        this.root = root;
    }

    void fail(Predicate<String> calls, Fault fault, boolean once) {
        this.failing = calls;
        this.fault = fault;
        this.once = once;
    }

    void powerLossAt(int call) {
        this.powerLossAt = call;
    }

    List<String> log() {
        return this.log;
    }

    void failReadAt(int read) {
        this.failingRead = read;
    }

    int reads() {
        return this.reads;
    }

    /** Counts a call that reads; throws if it is the one to fail. */
    void checkRead(Path file) throws IOException {
        this.reads++;
        if (this.reads == this.failingRead) {
            throw Fault.IO_ERROR.exception(file);
        }
    }

    boolean hasPower() {
        return this.log.size() < this.powerLossAt;
    }

    /** Throws if the power is gone; for calls that change nothing. */
    void requirePower(String call) {
        if (this.log.size() >= this.powerLossAt) {
            throw new PowerLoss(call);
        }
    }

    /** Counts a call; gives the fault that it must end with, if any. */
    @Nullable Fault next(String operation, Path file) {
        String call = operation + " " + (file.startsWith(this.root) ? this.root.relativize(file) : file);
        this.log.add(call);
        requirePower(call);
        if (!this.failing.test(call)) {
            return null;
        }
        if (this.once) {
            this.failing = (later) -> false;
        }
        return this.fault;
    }

    /** Counts a call that happens wholly or not at all. */
    void check(String operation, Path file) throws IOException {
        Fault due = next(operation, file);
        if (due != null) {
            throw due.exception(file);
        }
    }

}
