package io.filestore.crash;

/** More of the calls of a workload fail; every one with {@code -Dfilestore.full=true}. */
class DiskErrorIT extends DiskErrorTests {

    @Override
    int every() {
        return Effort.every(2);
    }

}
