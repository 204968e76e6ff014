package io.filestore.autoconfigure.endpoint;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.report.VerifyReport;

/**
 * What verifying found.
 *
 * @param operation verify
 * @param clean whether nothing was found
 * @param rows how many rows were compared
 * @param findingCount how many inconsistencies there are
 * @param findings the first of them, a sentence each
 */
public record VerifyDescriptor(String operation, boolean clean, long rows, int findingCount,
        List<String> findings) implements OperationResponseBody {

    private static final int MOST = 100;

    static VerifyDescriptor of(VerifyReport report) {
        List<String> all = report.findings();
        return new VerifyDescriptor("verify", report.isClean(), report.rows(), all.size(),
                all.subList(0, Math.min(MOST, all.size())));
    }

}
