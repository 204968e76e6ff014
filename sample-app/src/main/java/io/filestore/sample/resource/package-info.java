/**
 * Resources, each in one project, which has room for only so many.
 */
@NullMarked
package io.filestore.sample.resource;

import org.jspecify.annotations.NullMarked;
