/**
 * What is asked of rows, as values: conditions, order, limit and position, and what they
 * mean over canonical JSON. Knows neither indexes nor where rows are kept. Begin with
 * {@link io.filestore.query.Query}, which users write,
 * {@link io.filestore.query.ValueOrder}, the one order of all values, and
 * {@link io.filestore.query.Matcher}.
 */
@NullMarked
package io.filestore.query;

import org.jspecify.annotations.NullMarked;
