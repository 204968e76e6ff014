/**
 * Files, directories, locks and atomic replacement: the only code that touches the file
 * system.
 */
@NullMarked
package io.filestore.io;

import org.jspecify.annotations.NullMarked;
