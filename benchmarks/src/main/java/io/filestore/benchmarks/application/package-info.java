/**
 * Spring Boot applications with twenty repositories, each with no more on its class path
 * than it needs.
 */
@NullMarked
package io.filestore.benchmarks.application;

import org.jspecify.annotations.NullMarked;
