/**
 * Collections that go to an engine or come back from it: who has their rows, as all
 * instances are told, the lease of the one that moves them, and the rows as they are
 * there. What is done in which order is in {@code io.filestore.open}.
 */
@NullMarked
package io.filestore.handover;

import org.jspecify.annotations.NullMarked;
