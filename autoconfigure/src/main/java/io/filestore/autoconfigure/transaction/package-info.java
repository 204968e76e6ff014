/**
 * Spring's transactions over the store: auto-configured.
 */
@NullMarked
package io.filestore.autoconfigure.transaction;

import org.jspecify.annotations.NullMarked;
