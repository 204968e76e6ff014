package io.filestore.crash;

/** {@link MoveCrashTests} at every call. */
class MoveCrashIT extends MoveCrashTests {

}
