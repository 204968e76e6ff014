/**
 * Who has changed an entity, and when: switched on by an annotation.
 */
@NullMarked
package io.filestore.data.auditing;

import org.jspecify.annotations.NullMarked;
