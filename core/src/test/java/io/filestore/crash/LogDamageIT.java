package io.filestore.crash;

/** Damage at each byte; with {@code -Dfilestore.full=true} each kind at each. */
class LogDamageIT extends LogDamageTests {

}
