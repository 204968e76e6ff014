package io.filestore.crash;

/** {@link MigrationCrashTests} at every call. */
class MigrationCrashIT extends MigrationCrashTests {

}
