/**
 * What is behind a repository: the calls that every one has, and how it is made.
 */
@NullMarked
package io.filestore.data.repository.support;

import org.jspecify.annotations.NullMarked;
