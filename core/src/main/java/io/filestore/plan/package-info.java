/**
 * How a query is answered: by which index, in which order, with what left to look at.
 * Begin with {@link io.filestore.plan.Planner}.
 */
@NullMarked
package io.filestore.plan;

import org.jspecify.annotations.NullMarked;
