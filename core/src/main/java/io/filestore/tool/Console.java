package io.filestore.tool;

import java.io.PrintStream;

/**
 * Where a command prints to.
 *
 * @param out what was asked for
 * @param err what is the matter
 */
record Console(PrintStream out, PrintStream err) {
}
