package io.filestore.sample.session;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import io.filestore.sample.audit.AuditLog;

/**
 * One transaction over two collections that are kept in quite different ways: a session
 * in memory, which expires, and a line in a log file, which stays. There is either both
 * or neither.
 */
@Service
class LoginService {

    private final Sessions sessions;

    private final AuditLog audit;

    LoginService(Sessions sessions, AuditLog audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * The line holds no session id, which is as good as a password for whoever reads it.
     */
    @Transactional
    Session login(String userId) {
        this.audit.write("login", userId, "users/" + userId);
        return this.sessions.save(new Session(UUID.randomUUID().toString(), userId, Instant.now()));
    }

}
