package io.filestore.flush;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.commit.StoreState;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.wal.WriteAheadLog;

/** Forces the log, when that is done at an interval of its own. */
public final class LogSync implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(LogSync.class);

    private final WriteAheadLog log;

    private final StoreState state;

    public LogSync(WriteAheadLog log, StoreState state) {
        this.log = log;
        this.state = state;
    }

    @Override
    public void run() {
        try {
            this.log.sync();
        }
        catch (StoreFailedException ex) {
            logger.error(ex.getMessage(), ex);
            this.state.fail(ex);
        }
        catch (StoreException ex) {
            logger.warn("{}; it is tried again", ex.getMessage());
        }
    }

}
