/**
 * Checksums beside the data files, which tell a bit that flipped on the disk from an edit
 * that somebody made. Knows what strategies leave, and nothing of the log.
 */
@NullMarked
package io.filestore.checksum;

import org.jspecify.annotations.NullMarked;
