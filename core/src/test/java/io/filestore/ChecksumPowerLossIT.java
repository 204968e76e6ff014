package io.filestore;

/** {@link ChecksumPowerLossTests} at more calls. */
class ChecksumPowerLossIT extends ChecksumPowerLossTests {

}
