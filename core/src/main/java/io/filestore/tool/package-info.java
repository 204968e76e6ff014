/**
 * The command line: looks at a store's directory without changing it.
 */
@NullMarked
package io.filestore.tool;

import org.jspecify.annotations.NullMarked;
