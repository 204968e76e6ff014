package io.filestore;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/** What a store says in the application's log meanwhile. */
final class LoggedLines implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.filestore");

    private final Level level = this.logger.getLevel();

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    LoggedLines() {
        this.appender.start();
        this.logger.addAppender(this.appender);
        this.logger.setLevel(Level.INFO);
    }

    List<String> at(Level wanted) {
        return List.copyOf(this.appender.list)
            .stream()
            .filter((event) -> event.getLevel() == wanted)
            .map(ILoggingEvent::getFormattedMessage)
            .toList();
    }

    @Override
    public void close() {
        this.logger.detachAppender(this.appender);
        this.logger.setLevel(this.level);
    }

}
