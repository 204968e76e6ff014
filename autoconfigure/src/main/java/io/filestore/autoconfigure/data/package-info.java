/**
 * Spring Data repositories over the store: auto-configured.
 */
@NullMarked
package io.filestore.autoconfigure.data;

import org.jspecify.annotations.NullMarked;
