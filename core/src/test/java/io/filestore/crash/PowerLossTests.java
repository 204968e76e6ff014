package io.filestore.crash;

import java.util.List;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes, or the process is killed, at the calls of a workload that does
 * everything, from the opening of an empty directory to the close. {@link PowerLossIT}
 * does so at every call.
 */
@ExtendWith(Tally.class)
class PowerLossTests {

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void nothingPromisedIsLost(Setting setting) {
        Trials.loseThePower(setting, List.of(), Step.LONG, Effort.fast(51, 17), 1);
    }

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void interruptedRecoveryIsDoneAgain(Setting setting) {
        Trials.loseThePowerInRecovery(setting, List.of(Step.LARGE, Step.DELETE, Step.TRANSACTION, Step.FLUSH),
                Effort.fast(150, 71), Effort.fast(7, 1));
    }

}
