package io.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.filestore.config.CollectionOptions;
import io.filestore.flush.FlushFiles;
import io.filestore.io.MemoryDirectory;
import io.filestore.process.WrappedDirectory;

import static org.assertj.core.api.Assertions.assertThat;

class LongFlushTests {

    @Test
    void closingWithVeryManyChangedRowsTellsHowFarItIs() {
        AtomicBoolean slow = new AtomicBoolean();
        MemoryDirectory disk = new MemoryDirectory();
        Store store = Store.builder(disk.root()).directory(new WrappedDirectory(disk) {

            @Override
            protected void before(String call, Path file) throws IOException {
                if (call.equals("rename") && file.endsWith("rows/0.json") && slow.get()) {
                    long end = System.nanoTime() + FlushFiles.TELL_AFTER.toNanos();
                    while (System.nanoTime() < end) {
                        LockSupport.parkNanos(end - System.nanoTime());
                    }
                }
            }

        }).automaticFlush(false).collection("rows", CollectionOptions.filePerRecord().withWal(false)).open();
        for (int i = 0; i < 1100; i++) {
            store.collection("rows").put(String.valueOf(i), Stores.row("{}"));
        }
        slow.set(true);
        Logger logger = (Logger) LoggerFactory.getLogger("io.filestore");
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        Level level = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(told);
        try {
            store.close();
        }
        finally {
            logger.detachAppender(told);
            logger.setLevel(level);
        }
        assertThat(told.list).extracting(ILoggingEvent::getFormattedMessage)
            .contains("Flushing collection 'rows': 512 of 1100 changed rows are in their files so far");
    }

}
