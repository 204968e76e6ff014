package io.filestore.schedules;

/**
 * What a row has.
 *
 * @param n a number
 */
record Amount(long n) {
}
