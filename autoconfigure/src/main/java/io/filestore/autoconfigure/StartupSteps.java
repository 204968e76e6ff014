package io.filestore.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

import io.filestore.config.OpeningListener;

/**
 * Shows the opening of the store as the startup steps {@code filestore.load} and
 * {@code filestore.wal.replay}.
 */
final class StartupSteps implements OpeningListener {

    private final ApplicationStartup startup;

    private @Nullable StartupStep running;

    StartupSteps(ApplicationStartup startup) {
        this.startup = startup;
    }

    @Override
    public void onBegin(Phase phase) {
        this.running = this.startup.start((phase == Phase.LOAD) ? "filestore.load" : "filestore.wal.replay");
    }

    @Override
    public void onEnd(Phase phase, long done) {
        StartupStep step = this.running;
        if (step != null) {
            step.tag((phase == Phase.LOAD) ? "rows" : "changes", String.valueOf(done)).end();
            this.running = null;
        }
    }

}
