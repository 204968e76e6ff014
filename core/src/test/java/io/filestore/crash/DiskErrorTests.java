package io.filestore.crash;

import java.util.List;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.io.Fault;

/** Calls of a workload fail, once or for good; more of them in {@link DiskErrorIT}. */
@ExtendWith(Tally.class)
class DiskErrorTests {

    private static final List<Step> STEPS = List.of(Step.UPDATE, Step.DELETE_OTHER, Step.LARGE, Step.PUT, Step.DELETE,
            Step.PLAIN_DELETE, Step.FLUSH, Step.COMPACT, Step.TRANSACTION, Step.FLUSH);

    int every() {
        return Effort.fast(20, 5);
    }

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void deviceErrorOnceIsSurvivedOrRefused(Setting setting) {
        Trials.fail(setting, Step.BEFORE, STEPS, Fault.IO_ERROR, true, every());
    }

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void fullDiskOnceIsSurvivedOrRefused(Setting setting) {
        Trials.fail(setting, Step.BEFORE, STEPS, Fault.DISK_FULL_HALFWAY, true, every());
    }

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void deadDiskIsRefused(Setting setting) {
        Trials.fail(setting, Step.BEFORE, STEPS, Fault.IO_ERROR_HALFWAY, false, every());
    }

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void errorWhileOpeningHarmsNothing(Setting setting) {
        Trials.failToOpen(setting, List.of(Step.PUT, Step.TRANSACTION, Step.FLUSH, Step.DELETE, Step.UPDATE),
                Fault.IO_ERROR, Effort.fast(every(), 1));
    }

}
