package io.filestore.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.jpountz.lz4.LZ4FrameInputStream;
import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;

/**
 * Which parts of a file are whole LZ4 frames. Made by decoding all of it once, so that
 * nothing counts before its checksum did.
 *
 * <p>
 * A bad part with a whole frame behind it is damage. A bad part at the end is a torn
 * append, unless it is the whole file: a file's first frame is never appended.
 *
 * @param pieces what the file consists of, one behind the other
 * @param length the bytes of all pieces; what lies behind is a torn append
 * @param damage what is wrong with the first bad piece, null if there is none
 */
record Lz4Survey(List<Piece> pieces, long length, @Nullable String damage) {

    private static final byte[] MAGIC = { 0x04, 0x22, 0x4d, 0x18 };

    /** Some whole frames, or something bad up to the next whole frame. */
    record Piece(long length, boolean whole) {
    }

    static Lz4Survey of(StoreDirectory directory, Path file) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        String damage = null;
        long at = 0;
        while (true) {
            Run run = frames(directory, file, at, Integer.MAX_VALUE);
            if (run.end() > at) {
                pieces.add(new Piece(run.end() - at, true));
            }
            at = run.end();
            if (run.fault() == null) {
                return new Lz4Survey(pieces, at, damage);
            }
            long next = nextFrame(directory, file, at + 1);
            if (next < 0 && at > 0) {
                return new Lz4Survey(pieces, at, damage);
            }
            if (damage == null) {
                damage = "The LZ4 frame at byte " + at + " cannot be read: " + run.fault();
            }
            long end = (next < 0) ? length(directory, file) : next;
            pieces.add(new Piece(end - at, false));
            if (next < 0) {
                return new Lz4Survey(pieces, end, damage);
            }
            at = next;
        }
    }

    private static Run frames(StoreDirectory directory, Path file, long from, int most) throws IOException {
        byte[] discarded = new byte[64 * 1024];
        try (CountedInput in = new CountedInput(directory.read(file), from)) {
            long end = from;
            try {
                for (int i = 0; i < most && !in.atEnd(); i++) {
                    InputStream frame = new LZ4FrameInputStream(in, true);
                    while (frame.read(discarded) >= 0) {
                        // only the checksum counts
                    }
                    end = in.position();
                }
                return new Run(end, null);
            }
            catch (IOException ex) {
                if (in.failed()) {
                    throw ex;
                }
                Throwable fault = (ex.getCause() != null) ? ex.getCause() : ex;
                return new Run(end, String.valueOf(fault.getMessage()));
            }
        }
    }

    /** Where the next whole frame starts, or -1. */
    private static long nextFrame(StoreDirectory directory, Path file, long from) throws IOException {
        try (CountedInput in = new CountedInput(directory.read(file), from)) {
            int matched = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                matched = (next == MAGIC[matched]) ? matched + 1 : (next == MAGIC[0]) ? 1 : 0;
                if (matched == MAGIC.length) {
                    long start = in.position() - MAGIC.length;
                    if (frames(directory, file, start, 1).fault() == null) {
                        return start;
                    }
                    matched = 0;
                }
            }
            return -1;
        }
    }

    private static long length(StoreDirectory directory, Path file) throws IOException {
        FileInfo info = directory.stat(file);
        return (info != null) ? info.size() : 0;
    }

    private record Run(long end, @Nullable String fault) {
    }

}
