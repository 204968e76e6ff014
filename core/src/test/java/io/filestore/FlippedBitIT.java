package io.filestore;

/** {@link FlippedBitTests} with more bits. */
class FlippedBitIT extends FlippedBitTests {

    @Override
    double sample() {
        return "all".equals(System.getProperty("filestore.flips")) ? 1 : 0.03;
    }

}
