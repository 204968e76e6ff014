/**
 * What {@code /actuator/info} says about the store: auto-configured if switched on.
 */
@NullMarked
package io.filestore.autoconfigure.info;

import org.jspecify.annotations.NullMarked;
