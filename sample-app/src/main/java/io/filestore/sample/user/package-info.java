/**
 * Users, whose e-mail addresses nobody else has.
 */
@NullMarked
package io.filestore.sample.user;

import org.jspecify.annotations.NullMarked;
