package io.filestore.checksum;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of the file of all rows.
 *
 * @param name its name, null if that was not looked at
 * @param stamp what it was like
 * @param last the row that its end is about, null if that is not known
 * @param summed whether its checksum is recorded, too
 */
record RecordedFile(@Nullable String name, FileStamp stamp, @Nullable String last, boolean summed) {
}
