package io.filestore.process;

import java.util.Random;

/**
 * A row that says of itself whether it is whole.
 *
 * @param number the write that made it
 * @param writer who made it
 * @param tag unique in the collection
 * @param padding something of any length that follows from the number
 */
record NumberedRow(long number, int writer, String tag, String padding) {

    static NumberedRow of(String id, long number, int writer) {
        return new NumberedRow(number, writer, id + "#" + number, padding(number));
    }

    boolean isWhole(String id) {
        return this.tag.equals(id + "#" + this.number) && this.padding.equals(padding(this.number));
    }

    private static String padding(long number) {
        Random random = new Random(number);
        int length = (random.nextInt(20) == 0) ? 3000 : random.nextInt(120);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

}
