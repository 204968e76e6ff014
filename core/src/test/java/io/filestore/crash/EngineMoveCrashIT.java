package io.filestore.crash;

/** {@link EngineMoveCrashTests} at every call. */
class EngineMoveCrashIT extends EngineMoveCrashTests {

}
