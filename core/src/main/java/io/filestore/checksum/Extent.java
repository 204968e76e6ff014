package io.filestore.checksum;

import io.filestore.io.ContentSum;

/**
 * What a checksum file holds.
 *
 * @param sum of its bytes
 * @param entries how many rows and other things it names
 */
record Extent(ContentSum sum, long entries) {

    static final Extent NONE = new Extent(ContentSum.EMPTY, 0);

    long length() {
        return this.sum.length();
    }

}
