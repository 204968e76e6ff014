/**
 * Telling others what has happened: listeners, what they are told, and how it gets to
 * them without anybody waiting for it. Begin with
 * {@link io.filestore.event.StoreListener}.
 */
@NullMarked
package io.filestore.event;

import org.jspecify.annotations.NullMarked;
