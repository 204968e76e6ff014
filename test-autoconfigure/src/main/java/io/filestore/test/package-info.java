/**
 * Tests of applications that use filestore: begin at
 * {@link io.filestore.test.DataFileStoreTest}.
 */
@NullMarked
package io.filestore.test;

import org.jspecify.annotations.NullMarked;
