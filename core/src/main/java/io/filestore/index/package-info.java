/**
 * Rows by the values of a field, in memory and as JSONL files that can be rebuilt.
 */
@NullMarked
package io.filestore.index;

import org.jspecify.annotations.NullMarked;
