/**
 * Copies of a store's directory. Knows files, and nothing of the engine.
 */
@NullMarked
package io.filestore.backup;

import org.jspecify.annotations.NullMarked;
