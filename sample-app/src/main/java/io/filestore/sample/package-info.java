/**
 * The sample application: a JSON console over one store, to learn filestore from.
 */
@NullMarked
package io.filestore.sample;

import org.jspecify.annotations.NullMarked;
