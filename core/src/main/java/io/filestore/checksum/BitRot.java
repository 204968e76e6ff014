package io.filestore.checksum;

import java.nio.file.Path;

/**
 * A row that is not as it was written, in a file that nobody has edited since.
 *
 * @param file the file
 * @param rowId the row
 * @param lost whether the row is not in the file any more
 * @param reason what was expected and what was found, a sentence
 */
public record BitRot(Path file, String rowId, boolean lost, String reason) {
}
