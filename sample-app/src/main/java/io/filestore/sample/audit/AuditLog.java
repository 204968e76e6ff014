package io.filestore.sample.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what others do into the audit log. A line is there if and only if that is done
 * which it tells of: both are one transaction, whatever happens in between.
 */
@Service
public class AuditLog {

    private final AuditLines lines;

    AuditLog(AuditLines lines) {
        this.lines = lines;
    }

    /**
     * Writes a line in the transaction of its caller, who must have one.
     * @param userId whom it concerns
     * @param about what was done something to
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(String action, @Nullable String userId, String about) {
        this.lines.save(new AuditLine(null, action, userId, about, Instant.now()));
    }

}
