/**
 * The store: what an application uses, and what ties the floors below together.
 */
@NullMarked
package io.filestore;

import org.jspecify.annotations.NullMarked;
