package io.filestore.crash;

/** Every call of a workload fails. */
class DiskErrorIT extends DiskErrorTests {

    @Override
    int every() {
        return 1;
    }

}
