package io.filestore.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

import io.filestore.config.OpeningListener;

/**
 * Shows the opening of the store as the startup steps {@code filestore.load},
 * {@code filestore.wal.replay} and, where rows are of an older shape,
 * {@code filestore.migrate}.
 */
final class StartupSteps implements OpeningListener {

    private final ApplicationStartup startup;

    private @Nullable StartupStep running;

    StartupSteps(ApplicationStartup startup) {
        this.startup = startup;
    }

    @Override
    public void onBegin(Phase phase) {
        this.running = this.startup.start(switch (phase) {
            case LOAD -> "filestore.load";
            case REPLAY -> "filestore.wal.replay";
            case MIGRATE -> "filestore.migrate";
            case MOVE -> "filestore.move";
        });
    }

    @Override
    public void onEnd(Phase phase, long done) {
        StartupStep step = this.running;
        if (step != null) {
            step.tag((phase == Phase.REPLAY) ? "changes" : "rows", String.valueOf(done)).end();
            this.running = null;
        }
    }

}
