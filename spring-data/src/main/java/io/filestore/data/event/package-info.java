/**
 * What an application may say to entities that are saved, read and deleted, by callbacks
 * and listeners.
 */
@NullMarked
package io.filestore.data.event;

import org.jspecify.annotations.NullMarked;
