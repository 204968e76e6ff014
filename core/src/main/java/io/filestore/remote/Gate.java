package io.filestore.remote;

/**
 * Whether the store lets something through.
 *
 * @param open throws if it is closed
 * @param writable throws if it is closed or read-only
 */
record Gate(Runnable open, Runnable writable) {

    void requireOpen() {
        this.open.run();
    }

    void requireWritable() {
        this.writable.run();
    }

}
