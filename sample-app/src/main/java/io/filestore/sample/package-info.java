/**
 * The sample application: users, projects and resources as an application of one's own
 * would have them, and a console over the store, to learn filestore from.
 */
@NullMarked
package io.filestore.sample;

import org.jspecify.annotations.NullMarked;
