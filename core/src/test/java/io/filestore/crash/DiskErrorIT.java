package io.filestore.crash;

/** Every other call of a workload fails; each with {@code -Dfilestore.full=true}. */
class DiskErrorIT extends DiskErrorTests {

    @Override
    int every() {
        return Effort.every(2);
    }

}
