/**
 * Jakarta Bean Validation of entities before they are stored.
 */
@NullMarked
package io.filestore.data.validation;

import org.jspecify.annotations.NullMarked;
