package io.filestore.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import io.filestore.remote.InterceptedEngine;

/**
 * An engine as a process sees it that is killed at some call of it, before that was done
 * or after, or whose disk has lost its power.
 */
final class CutOffEngine implements InterceptedEngine.Interceptor {

    private final int last;

    private final boolean done;

    private final BooleanSupplier alive;

    private final Runnable whenCutOff;

    private final List<String> calls = new ArrayList<>();

    private boolean cutOff;

    /**
     * @param last the call at which it is cut off, from 1
     * @param done whether that one is done all the same
     * @param whenCutOff is run then, once
     */
    CutOffEngine(int last, boolean done, BooleanSupplier alive, Runnable whenCutOff) {
        this.last = last;
        this.done = done;
        this.alive = alive;
        this.whenCutOff = whenCutOff;
    }

    synchronized boolean isCutOff() {
        return this.cutOff;
    }

    synchronized String log() {
        return this.calls.toString();
    }

    @Override
    public synchronized Object around(String call, Callable<Object> work) throws Exception {
        if (this.cutOff || !this.alive.getAsBoolean()) {
            throw new CutOff();
        }
        this.calls.add(call);
        if (this.calls.size() != this.last) {
            return work.call();
        }
        this.cutOff = true;
        this.whenCutOff.run();
        if (this.done) {
            work.call();
        }
        throw new CutOff();
    }

    /** The process is no more. */
    static final class CutOff extends Error {

        CutOff() {
            super("cut off", null, false, false);
        }

    }

}
