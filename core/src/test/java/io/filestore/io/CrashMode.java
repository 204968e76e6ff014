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
        public byte[] content(byte[] forced, byte[] current, int unchanged) {
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
        public byte[] content(byte[] forced, byte[] current, int unchanged) {
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
     */
    byte[] content(byte[] forced, byte[] current, int unchanged);

    /** Torn, zeroed or reordered, as it falls out. */
    record RandomCrash(SplittableRandom random) implements CrashMode {

        @Override
        public int survivors(int changes) {
            return this.random.nextInt(changes + 1);
        }

        @Override
        public byte[] content(byte[] forced, byte[] current, int unchanged) {
            if (this.random.nextInt(4) == 0) {
                return forced;
            }
            int length = this.random.nextBoolean() ? current.length : between(unchanged, current.length);
            byte[] left = Arrays.copyOf(current, length);
            switch (this.random.nextInt(3)) {
                case 0 -> Arrays.fill(left, between(unchanged, length), length, (byte) 0);
                case 1 -> zeroSomePages(left, unchanged);
                default -> {
                    return left;
                }
            }
            return left;
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
