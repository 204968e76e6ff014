package io.filestore.tool;

import java.io.PrintStream;
import java.nio.file.Path;

import io.filestore.wal.LogReader.LogState;

/** Prints lines for people, each as soon as it is known. */
final class TextReport implements Report {

    private final Path directory;

    private final PrintStream out;

    TextReport(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    @Override
    public void log(LogState log) {
        this.out.println("Log: up to LSN " + log.lastLsn() + ", of which " + log.waiting()
                + " changes wait for the next start" + ((log.flaw() != null && !log.damage())
                        ? "; it ends in a write that a crash has cut off (" + log.flaw() + ")" : ""));
    }

    @Override
    public void collection(Path path, String kind, CollectionCheck.State state, int findings) {
        this.out.println(this.directory.relativize(path) + " (" + kind + "): " + state.rows() + " rows"
                + ((state.unrecorded() > 0) ? ", of which " + state.unrecorded()
                        + " have no checksum yet or were edited since; the next start accepts them" : "")
                + (state.incomplete() ? ", last flush not completed" : "")
                + ((findings > 0) ? ", " + findings + " findings" : ""));
    }

    @Override
    public void finding(String what, String remedy) {
        this.out.println("FOUND " + what);
        this.out.println("      " + remedy);
    }

    @Override
    public void end(int collections, int findings) {
        this.out.println(collections + " collections with checksums; " + findings + " findings");
    }

}
