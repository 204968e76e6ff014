package io.filestore.sample.resource;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import io.filestore.sample.RetryOnConflict;
import io.filestore.sample.audit.AuditLog;
import io.filestore.sample.project.Project;
import io.filestore.sample.project.ProjectDeleted;
import io.filestore.sample.project.ProjectService;
import io.filestore.sample.web.Problem;

/**
 * What can be done to resources, each with a line in the audit log. Nothing is locked
 * while a project's resources are counted: if another request adds one meanwhile, one of
 * the two runs again, and counts anew.
 */
@Service
class ResourceService {

    /** So many resources has a project room for. */
    static final int ROOM = 100;

    private final Resources resources;

    private final ProjectService projects;

    private final AuditLog audit;

    ResourceService(Resources resources, ProjectService projects, AuditLog audit) {
        this.resources = resources;
        this.projects = projects;
        this.audit = audit;
    }

    /** The resource of a project, or a problem that says that there is none. */
    Resource get(String projectId, String id) {
        return this.resources.findById(id)
            .filter((resource) -> projectId.equals(resource.projectId()))
            .orElseThrow(() -> Problem.NO_SUCH_RESOURCE
                .with("Project '" + projectId + "' has no resource '" + id + "'. Nothing was changed."));
    }

    @RetryOnConflict
    @Transactional
    Resource add(String projectId, Resource resource) {
        Project project = this.projects.get(projectId);
        requireRoom(projectId, 1);
        Resource added = this.resources.save(Resource.of(projectId, resource));
        this.audit.write("resource added", project.ownerId(), "resources/" + added.id());
        return added;
    }

    @RetryOnConflict
    @Transactional
    Resource change(String projectId, String id, Resource resource) {
        Resource changed = this.resources.save(get(projectId, id).changed(resource));
        this.audit.write("resource changed", this.projects.get(projectId).ownerId(), "resources/" + id);
        return changed;
    }

    @RetryOnConflict
    @Transactional
    void remove(String projectId, String id) {
        get(projectId, id);
        Project project = this.projects.get(projectId);
        this.resources.deleteById(id);
        this.audit.write("resource removed", project.ownerId(), "resources/" + id);
    }

    @RetryOnConflict
    @Transactional
    void move(String from, Move move) {
        Project to = this.projects.get(move.to());
        requireRoom(move.to(), move.resources().size());
        for (String id : move.resources()) {
            this.resources.save(get(from, id).in(move.to()));
            this.audit.write("resource moved", to.ownerId(), "resources/" + id);
        }
    }

    @EventListener
    void deleteThoseOf(ProjectDeleted project) {
        this.resources.deleteByProjectId(project.id());
    }

    private void requireRoom(String projectId, int more) {
        long there = this.resources.countByProjectId(projectId);
        if (there + more > ROOM) {
            throw Problem.PROJECT_FULL.with("Project '" + projectId + "' has " + there + " resources, and room for "
                    + ROOM + ". Delete some, or move them to another project. Nothing was changed.");
        }
    }

}
