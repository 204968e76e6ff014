package io.filestore.crash;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes, or the process is killed, at every call, in each form on disk. What
 * remains takes turns, but for one of so many calls; with {@code -Dfilestore.full=true}
 * all remains of every call are tried in every setting.
 */
@ExtendWith(Tally.class)
class PowerLossIT {

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void nothingPromisedIsLostWhateverRemains(Setting setting) {
        Trials.loseThePower(setting, List.of(), Step.LONG, 1, Effort.every(34));
    }

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#all")
    void nothingPromisedIsLostInAnySetting(Setting setting) {
        Trials.loseThePower(setting, List.of(), Step.LONG, Effort.every(7), Trials.NEVER);
    }

    @Test
    void nothingPromisedIsLostInAnyOrderOfTwoSteps() {
        List<Setting> settings = Setting.all().toList();
        int pair = 0;
        for (Step first : Step.SINGLE) {
            for (Step second : Step.SINGLE) {
                if (first != Step.CLOSE) {
                    Trials.loseThePower(settings.get(pair++ % settings.size()), Step.BEFORE, List.of(first, second),
                            Effort.every(6), Trials.NEVER);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void interruptedRecoveryIsDoneAgain(Setting setting) {
        Trials.loseThePowerInRecovery(setting, List.of(Step.LARGE, Step.DELETE, Step.TRANSACTION, Step.FLUSH),
                Effort.every(22), 1);
    }

}
