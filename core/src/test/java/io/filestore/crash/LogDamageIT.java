package io.filestore.crash;

/** Each kind of damage at each byte. */
class LogDamageIT extends LogDamageTests {

}
