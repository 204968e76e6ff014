/**
 * filestore as Spring Boot beans: properties, strategies, write-ahead log, store and
 * lifecycle. Depends on filestore's core and on Spring Boot only; what needs more is in
 * packages below this one, which this one does not know.
 */
@NullMarked
package io.filestore.autoconfigure;

import org.jspecify.annotations.NullMarked;
