/**
 * What can go wrong, in a few named kinds. Depends on nothing of filestore.
 */
@NullMarked
package io.filestore.error;

import org.jspecify.annotations.NullMarked;
