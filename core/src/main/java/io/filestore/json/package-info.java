/**
 * Canonical JSON, the bytes that a row is in memory, in the log and in files: how text is
 * checked and made canonical, scanned field by field, and printed for people. Knows bytes
 * only, no rows. Begin with {@link io.filestore.json.CanonicalJson} and
 * {@link io.filestore.json.CanonicalScanner}.
 */
@NullMarked
package io.filestore.json;

import org.jspecify.annotations.NullMarked;
