package io.filestore.sample.project;

import java.util.Objects;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import io.filestore.sample.RetryOnConflict;
import io.filestore.sample.audit.AuditLog;
import io.filestore.sample.user.UserDeleted;
import io.filestore.sample.user.UserService;
import io.filestore.sample.web.Problem;

/** What can be done to projects, each with a line in the audit log. */
@Service
public class ProjectService {

    private final Projects projects;

    private final UserService users;

    private final AuditLog audit;

    private final ApplicationEventPublisher events;

    ProjectService(Projects projects, UserService users, AuditLog audit, ApplicationEventPublisher events) {
        this.projects = projects;
        this.users = users;
        this.audit = audit;
        this.events = events;
    }

    /** The project, or a problem that says that there is none. */
    public Project get(String id) {
        return this.projects.findById(id)
            .orElseThrow(() -> Problem.NO_SUCH_PROJECT
                .with("There is no project '" + id + "'. GET /api/projects lists them."));
    }

    /**
     * Creates a project for a user, who is there as long as the project is: whoever
     * deletes the user meanwhile makes this transaction run again.
     */
    @RetryOnConflict
    @Transactional
    Project create(Project project) {
        this.users.get(project.ownerId());
        Project created = this.projects.save(new Project(null, project.ownerId(), project.slug(), project.name()));
        this.audit.write("project created", created.ownerId(), "projects/" + created.id());
        return created;
    }

    @RetryOnConflict
    @Transactional
    void delete(String id) {
        remove(get(id));
    }

    @EventListener
    void deleteThoseOf(UserDeleted user) {
        this.projects.findByOwnerId(user.id()).forEach(this::remove);
    }

    private void remove(Project project) {
        String id = Objects.requireNonNull(project.id());
        this.events.publishEvent(new ProjectDeleted(id));
        this.projects.deleteById(id);
        this.audit.write("project deleted", project.ownerId(), "projects/" + id);
    }

}
