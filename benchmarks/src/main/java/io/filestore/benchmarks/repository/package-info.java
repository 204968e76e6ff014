/**
 * Repositories of Spring Data over filestore and others, and what they are asked.
 */
@NullMarked
package io.filestore.benchmarks.repository;

import org.jspecify.annotations.NullMarked;
