package io.filestore.sample.user;

import java.util.Locale;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import io.filestore.sample.RetryOnConflict;
import io.filestore.sample.audit.AuditLog;
import io.filestore.sample.web.Problem;

/** What can be done to users, each with a line in the audit log. */
@Service
public class UserService {

    private final Users users;

    private final AuditLog audit;

    private final ApplicationEventPublisher events;

    UserService(Users users, AuditLog audit, ApplicationEventPublisher events) {
        this.users = users;
        this.audit = audit;
        this.events = events;
    }

    /** The user, or a problem that says that there is none. */
    public User get(String id) {
        return this.users.findById(id)
            .orElseThrow(() -> Problem.NO_SUCH_USER.with("There is no user '" + id + "'. GET /api/users lists them."));
    }

    @Transactional
    User create(User user) {
        User created = this.users.save(new User(null, lower(user.email()), user.username()));
        this.audit.write("user created", created.id(), "users/" + created.id());
        return created;
    }

    @RetryOnConflict
    @Transactional
    User change(String id, User user) {
        get(id);
        this.audit.write("user changed", id, "users/" + id);
        return this.users.save(new User(id, lower(user.email()), user.username()));
    }

    /** Deletes a user, and everything that is the user's. */
    @RetryOnConflict
    @Transactional
    void delete(String id) {
        get(id);
        this.events.publishEvent(new UserDeleted(id));
        this.users.deleteById(id);
        this.audit.write("user deleted", id, "users/" + id);
    }

    /** Two addresses that differ only in upper and lower case are the same. */
    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

}
