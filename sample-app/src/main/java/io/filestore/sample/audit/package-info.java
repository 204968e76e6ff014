/**
 * What has happened, line by line, in the same transaction as what it tells of.
 */
@NullMarked
package io.filestore.sample.audit;

import org.jspecify.annotations.NullMarked;
