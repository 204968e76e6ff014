/**
 * Sessions, which are in memory only and expire.
 */
@NullMarked
package io.filestore.sample.session;

import org.jspecify.annotations.NullMarked;
