package io.filestore.crash;

/** Every call of a workload fails, once or for good. */
class DiskErrorIT extends DiskErrorTests {

    @Override
    int every() {
        return 1;
    }

}
