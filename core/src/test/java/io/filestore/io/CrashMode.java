package io.filestore.io;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What a power loss leaves of what was not forced.
 */
public interface CrashMode {

    /** Nothing of it: only what was forced. */
    CrashMode NOTHING = new CrashMode() {

        @Override
        public int survivors(int changes) {
            return 0;
        }

        @Override
        public byte[] content(byte[] forced, byte[] current, int unchanged, int overwritten) {
            return forced;
        }

        @Override
        public String toString() {
            return "NOTHING";
        }

    };

    /** All of it. So it is too when only the process is killed. */
    CrashMode EVERYTHING = new CrashMode() {

        @Override
        public int survivors(int changes) {
            return changes;
        }

        @Override
        public byte[] content(byte[] forced, byte[] current, int unchanged, int overwritten) {
            return current;
        }

        @Override
        public String toString() {
            return "EVERYTHING";
        }

    };

    /** A random part of it; the same for the same state of the random numbers. */
    static CrashMode random(Random random) {
        // Neighbouring seeds of Random begin alike, those of SplittableRandom do not.
        return new RandomCrash(new SplittableRandom(random.nextLong()));
    }

    /**
     * How many of the changes of names in one directory survive: always the first ones,
     * because file systems keep their order.
     */
    int survivors(int changes);

    /**
     * What is left of a file.
     * @param forced the content when it was last forced
     * @param current the content now
     * @param unchanged how many bytes at the start were not touched in between
     * @param overwritten where, from there on, what was written over in place ends; all
     * behind it was cut off, appended, or both
     */
    byte[] content(byte[] forced, byte[] current, int unchanged, int overwritten);

    /** Torn, zeroed or reordered, as it falls out. */
    record RandomCrash(SplittableRandom random) implements CrashMode {

        private static final int SECTOR = 512;

        @Override
        public int survivors(int changes) {
            return this.random.nextInt(changes + 1);
        }

        @Override
        public byte[] content(byte[] forced, byte[] current, int unchanged, int overwritten) {
            if (this.random.nextInt(4) == 0) {
                return forced;
            }
            int kept = Math.max(unchanged, overwritten);
            int length = this.random.nextBoolean() ? current.length : between(kept, current.length);
            byte[] left = Arrays.copyOf(current, length);
            switch (this.random.nextInt(3)) {
                case 0 -> Arrays.fill(left, between(kept, length), length, (byte) 0);
                case 1 -> zeroSomePages(left, kept);
                default -> {
                }
            }
            if (kept > unchanged && this.random.nextInt(4) > 0) {
                loseSomeSectors(left, forced, unchanged, kept);
            }
            return left;
        }

        /** What is written over in place arrives in sectors, in any order. */
        private void loseSomeSectors(byte[] content, byte[] forced, int from, int to) {
            int lost = between(1, 3);
            for (int start = from; start < to;) {
                int end = Math.min(to, (start / SECTOR + 1) * SECTOR);
                if (this.random.nextInt(4) < lost) {
                    System.arraycopy(forced, start, content, start, end - start);
                }
                start = end;
            }
        }

        private void zeroSomePages(byte[] content, int from) {
            int page = 1 << between(3, 9);
            for (int start = from; start < content.length;) {
                int end = Math.min(content.length, (start / page + 1) * page);
                if (this.random.nextBoolean()) {
                    Arrays.fill(content, start, end, (byte) 0);
                }
                start = end;
            }
        }

        private int between(int least, int most) {
            return least + this.random.nextInt(most - least + 1);
        }

    }

}
