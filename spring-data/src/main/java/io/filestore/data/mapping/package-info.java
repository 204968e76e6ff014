/**
 * What an entity says about itself by annotations.
 */
@NullMarked
package io.filestore.data.mapping;

import org.jspecify.annotations.NullMarked;
