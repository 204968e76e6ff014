/**
 * Collections whose rows are kept by a distributed engine, which several instances of an
 * application share: what such an engine has to offer, and what a strategy of one's own
 * implements that is not about local files. The rows are read where they are; no instance
 * has all of them in memory, and nothing of them is in the store's log or files.
 */
@NullMarked
package io.filestore.remote;

import org.jspecify.annotations.NullMarked;
