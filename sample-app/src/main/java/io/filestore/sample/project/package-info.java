/**
 * Projects, each of one user.
 */
@NullMarked
package io.filestore.sample.project;

import org.jspecify.annotations.NullMarked;
