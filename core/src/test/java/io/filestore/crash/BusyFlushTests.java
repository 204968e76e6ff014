package io.filestore.crash;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.io.Fault;

/** Writes come in the middle of a flush, at each of its calls, and begin new segments. */
@ExtendWith(Tally.class)
class BusyFlushTests {

    private static final List<Step> MEANWHILE = List.of(Step.LARGE, Step.DELETE, Step.PLAIN_PUT, Step.LARGE,
            Step.TRANSACTION);

    @ParameterizedTest
    @MethodSource("io.filestore.crash.Setting#some")
    void writesDuringAFlushSurviveIt(Setting setting) {
        boolean flushing = true;
        for (int n = 1; flushing; n++) {
            Session session = Session.create(setting).open();
            Step.BEFORE.forEach(session::run);
            int call = session.disk().calls() + n;
            Session writing = session.beside();
            boolean[] done = new boolean[1];
            session.disk().failOnce((text) -> {
                // Not where the log itself is at work, and lets nobody in.
                boolean log = text.contains("_wal") || text.equals("forceDirectory ");
                if (!done[0] && !log && session.disk().calls() >= call) {
                    done[0] = true;
                    MEANWHILE.forEach(writing::run);
                }
                return false;
            }, Fault.IO_ERROR);
            session.run(Step.FLUSH);
            flushing = done[0];
            Tally.fault();
            new Aftermath(writing, false).ofKill();
            Map<String, String> visible = session.oracle().visible(writing.now());
            if (!Rows.of(session.store()).equals(visible)) {
                throw new AssertionError(Rows.of(session.store()) + " instead of " + visible);
            }
            session.end();
        }
    }

}
