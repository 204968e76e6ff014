package io.filestore.io;

/**
 * The power is gone. An error, so that nobody catches it by accident; nothing on a disk
 * without power works any more, see {@link MemoryDirectory#crash}.
 */
public final class PowerLoss extends Error {

    PowerLoss(String call) {
        super("before " + call);
    }

}
