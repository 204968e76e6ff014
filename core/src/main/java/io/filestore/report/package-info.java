/**
 * What a store tells of itself: its figures, what it has found, and how a flush, a
 * verification or a backup has ended. Values only.
 */
@NullMarked
package io.filestore.report;

import org.jspecify.annotations.NullMarked;
