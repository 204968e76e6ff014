package io.filestore.io;

/**
 * What is known of a file of lines: if its bytes still have this checksum, then the rest
 * is true as well.
 *
 * @param content the checksum of its bytes
 * @param lines how many lines it has
 * @param live how many of them count
 */
public record LinesSum(ContentSum content, long lines, long live) {
}
