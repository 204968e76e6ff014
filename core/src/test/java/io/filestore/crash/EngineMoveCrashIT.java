package io.filestore.crash;

/**
 * {@link EngineMoveCrashTests} at more calls, at every one with
 * {@code -Dfilestore.full=true}.
 */
class EngineMoveCrashIT extends EngineMoveCrashTests {

}
