package io.filestore.report;

import java.util.List;

/**
 * What a verification found.
 *
 * @param findings every inconsistency, and what was found missing, outdated or in
 * conflict since the store was opened: a sentence each, which may name rows and files but
 * never says what is in them, but for a value that ought to be unique, shortened; empty
 * if there is none
 * @param rows how many rows were compared
 */
public record VerifyReport(List<String> findings, long rows) {

    public VerifyReport {
        findings = List.copyOf(findings);
    }

    public boolean isClean() {
        return this.findings.isEmpty();
    }

}
