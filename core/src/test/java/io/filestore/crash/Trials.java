package io.filestore.crash;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.filestore.error.StoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a workload again and again, each time with another call as the one where the power
 * goes, or the disk fails, until it passes untouched.
 */
final class Trials {

    /** A workload that changes the disk more often than this does not end. */
    private static final int MOST_CALLS = 2000;

    static final int NEVER = Integer.MAX_VALUE;

    private Trials() {
    }

    /**
     * The power goes at each call of the steps, which come after those before; at every
     * such call, or every few, and with all kinds of remains at some of them, otherwise
     * one in turn.
     * @param all all remains at one of so many calls
     */
    static void loseThePower(Setting setting, List<Step> before, List<Step> steps, int every, int all) {
        int offset = 1 + setting.shape().ordinal();
        for (int n = 1 + setting.shape().ordinal() % every; n < MOST_CALLS; n += every) {
            boolean allRemains = (n - offset) % all == 0;
            Session session = Session.create(setting);
            try {
                boolean power = begin(session, before, n) && run(session, steps);
                Tally.fault();
                Aftermath aftermath = new Aftermath(session, n % 4 == 0);
                if (allRemains || n % 3 == 0) {
                    aftermath.ofKill();
                }
                if (allRemains || n % 3 == 1) {
                    aftermath.ofPowerLoss(CrashMode.NOTHING);
                }
                if (allRemains || n % 3 == 2) {
                    aftermath.ofPowerLoss(CrashMode.random(new Random(n)));
                }
                if (power) {
                    return;
                }
            }
            catch (Throwable ex) {
                throw failed(session, "power loss", before, steps, n, ex);
            }
            finally {
                session.end();
            }
        }
        throw new AssertionError("No end of " + steps);
    }

    private static boolean begin(Session session, List<Step> before, int call) {
        if (before.isEmpty()) {
            session.disk().crashAt(call);
            return session.tryOpen();
        }
        session.open();
        before.forEach(session::run);
        session.disk().crashAt(session.disk().calls() + call);
        return true;
    }

    private static boolean run(Session session, List<Step> steps) {
        for (Step step : steps) {
            if (!session.run(step)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The power goes at a call of the steps, and again at each call of the recovery and
     * of the flush after it, or every few. Whatever the second crash leaves, the next
     * recovery finds what an undisturbed one would have found.
     */
    static void loseThePowerInRecovery(Setting setting, List<Step> steps, int every, int again) {
        for (int n = 1; n < MOST_CALLS; n += every) {
            Session session = Session.create(setting);
            try {
                boolean power = begin(session, Step.BEFORE, n) && run(session, steps);
                recoverAgainAndAgain(session, session.disk().crash(CrashMode.NOTHING), n, again);
                recoverAgainAndAgain(session, session.disk().crash(CrashMode.random(new Random(n))), n, again);
                if (power) {
                    return;
                }
            }
            catch (Throwable ex) {
                throw failed(session, "power loss in recovery", Step.BEFORE, steps, n, ex);
            }
            finally {
                session.end();
            }
        }
    }

    private static void recoverAgainAndAgain(Session session, MemoryDirectory left, int n, int every) {
        Session undisturbed = session.next(left.kill()).open();
        Map<String, String> expected = Rows.of(undisturbed.store());
        undisturbed.end();
        boolean power = false;
        for (int call = 1; !power && call < MOST_CALLS; call += every) {
            Session second = session.next(left.kill());
            second.disk().crashAt(call);
            try {
                power = second.tryOpen() && second.run(Step.FLUSH);
                Tally.fault();
                List<MemoryDirectory> remains = List.of(second.disk().kill(), second.disk().crash(CrashMode.NOTHING),
                        second.disk().crash(CrashMode.random(new Random(call * 1000L + n))));
                for (MemoryDirectory remain : remains) {
                    Tally.crash();
                    Session third = session.next(remain).open();
                    assertThat(Rows.of(third.store())).isEqualTo(expected);
                    Aftermath.requireIndexes(third.store());
                    third.end();
                }
            }
            catch (Throwable ex) {
                throw new AssertionError("Second power loss at call " + call + " of " + second.disk().log(), ex);
            }
            finally {
                second.end();
            }
        }
    }

    /** Each call of the steps fails, once or with all that follow. */
    static void fail(Setting setting, List<Step> before, List<Step> steps, Fault fault, boolean once, int every) {
        for (int n = 1 + setting.shape().ordinal() % every; n < MOST_CALLS; n += every) {
            Session session = Session.create(setting).open();
            try {
                before.forEach(session::run);
                int call = session.disk().calls() + n;
                if (once) {
                    session.disk().failAt(call, fault);
                }
                else {
                    session.disk().failFrom(call, fault);
                }
                steps.forEach(session::run);
                boolean untouched = session.disk().calls() < call;
                Tally.fault();
                checkFailed(session, steps.contains(Step.CLOSE));
                if (untouched) {
                    return;
                }
            }
            catch (Throwable ex) {
                throw failed(session, fault + (once ? " once" : " for good"), before, steps, n, ex);
            }
            finally {
                session.end();
            }
        }
        throw new AssertionError("No end of " + steps);
    }

    private static void checkFailed(Session session, boolean closed) {
        if (!closed) {
            assertThat(Rows.of(session.store())).as("what readers see")
                .isEqualTo(session.oracle().visible(session.now()));
            Aftermath.requireIndexes(session.store());
        }
        Aftermath aftermath = new Aftermath(session, false);
        aftermath.ofKill();
        aftermath.ofPowerLoss(CrashMode.NOTHING);
        session.disk().heal();
        if (!closed && !session.isRefusing()) {
            long before = session.oracle().lastLsn();
            session.run(Step.PUT);
            assertThat(session.oracle().lastLsn()).as("LSN of a write when the disk is well").isGreaterThan(before);
            session.run(Step.FLUSH);
            assertThat(session.store().stats().failedFlushes()).as("failed flushes when the disk is well").isZero();
            assertThat(session.store().stats().pendingRows()).as("rows that wait").isZero();
            assertThat(session.store().verify().findings()).as("findings when the disk is well").isEmpty();
            aftermath.ofPowerLoss(CrashMode.NOTHING);
        }
    }

    /** Each call of opening fails; the next opening finds everything. */
    static void failToOpen(Setting setting, List<Step> steps, Fault fault, int every) {
        Session session = Session.create(setting).open();
        steps.forEach(session::run);
        for (int n = 1; n < MOST_CALLS; n += every) {
            Session second = session.next(session.disk().kill());
            second.disk().failAt(n, fault);
            try {
                second.open();
            }
            catch (StoreException ex) {
                assertThat(ex).hasMessageNotContaining("damaged");
            }
            boolean untouched = second.disk().calls() < n;
            Tally.fault();
            second.disk().heal();
            new Aftermath(session.next(second.disk())).ofKill();
            new Aftermath(session.next(second.disk())).ofPowerLoss(CrashMode.NOTHING);
            second.end();
            if (untouched) {
                session.end();
                return;
            }
        }
    }

    private static AssertionError failed(Session session, String what, List<Step> before, List<Step> steps, int n,
            Throwable cause) {
        List<String> calls = session.disk().log();
        return new AssertionError("%s, %s at call %d of %s after %s: %s%nThe last calls were %s".formatted(session,
                what, n, steps, before, cause, calls.subList(Math.max(0, calls.size() - 30), calls.size())), cause);
    }

}
