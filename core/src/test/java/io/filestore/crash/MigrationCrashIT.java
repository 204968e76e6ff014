package io.filestore.crash;

/** {@link MigrationCrashTests} at more calls, at every one with all {@link Effort}. */
class MigrationCrashIT extends MigrationCrashTests {

}
