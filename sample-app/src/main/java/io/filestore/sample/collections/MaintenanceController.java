package io.filestore.sample.collections;

import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.report.FlushReport;
import io.filestore.report.VerifyReport;

/**
 * What a store does by itself, or what an operator wants of it, now.
 */
@RestController
class MaintenanceController {

    private final Store store;

    MaintenanceController(Store store) {
        this.store = store;
    }

    /** Writes what has changed to the files. */
    @PostMapping("/api/flush")
    FlushView flush() {
        FlushReport report = this.store.flush();
        return new FlushView(report.lsn(), report.rows(), report.bytes(), report.duration().toNanos() / 1e6,
                report.collections());
    }

    /** Compares files, indexes and log with memory. */
    @PostMapping("/api/verify")
    VerifyView verify() {
        VerifyReport report = this.store.verify();
        return new VerifyView(report.isClean(), report.rows(), report.findings());
    }

    /**
     * What a flush wrote.
     *
     * @param lsn every change up to this one is in the files now
     * @param rows changed rows
     * @param bytes bytes of data and index files
     * @param millis how long it took, in milliseconds
     * @param collections the same, collection by collection
     */
    record FlushView(long lsn, long rows, long bytes, double millis, Map<String, FlushReport.Written> collections) {
    }

    /**
     * What a check found.
     *
     * @param clean whether everything is as it should be
     * @param rows how many rows were compared
     * @param findings every inconsistency, a sentence each
     */
    record VerifyView(boolean clean, long rows, List<String> findings) {
    }

}
