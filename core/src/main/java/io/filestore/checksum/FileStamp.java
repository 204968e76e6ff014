package io.filestore.checksum;

import io.filestore.io.FileInfo;

/**
 * What a file was like when it was written: if it is still so, nobody has edited it.
 *
 * @param size bytes
 * @param mtime modification time, nanoseconds since 1970
 */
record FileStamp(long size, long mtime) {

    static FileStamp of(FileInfo info) {
        return new FileStamp(info.size(), info.modifiedNanos());
    }

}
