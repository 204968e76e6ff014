package io.filestore.sample.resource;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.sample.project.ProjectService;
import io.filestore.sample.web.PageOf;

@RestController
@RequestMapping("/api/projects/{projectId}/resources")
class ResourceController {

    private final ResourceService service;

    private final Resources resources;

    private final ProjectService projects;

    ResourceController(ResourceService service, Resources resources, ProjectService projects) {
        this.service = service;
        this.resources = resources;
        this.projects = projects;
    }

    @GetMapping
    PageOf<Resource> list(@PathVariable String projectId, @RequestParam(required = false) @Nullable String status,
            Pageable page) {
        this.projects.get(projectId);
        return PageOf.of((status != null) ? this.resources.findByProjectIdAndStatus(projectId, status, page)
                : this.resources.findByProjectId(projectId, page));
    }

    @GetMapping("/{id}")
    Resource get(@PathVariable String projectId, @PathVariable String id) {
        return this.service.get(projectId, id);
    }

    @PostMapping
    ResponseEntity<Resource> add(@PathVariable String projectId, @Valid @RequestBody Resource resource,
            HttpServletRequest request) {
        Resource added = this.service.add(projectId, resource);
        return ResponseEntity.created(URI.create(request.getRequestURI() + "/" + added.id())).body(added);
    }

    @PutMapping("/{id}")
    Resource change(@PathVariable String projectId, @PathVariable String id, @Valid @RequestBody Resource resource) {
        return this.service.change(projectId, id, resource);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String projectId, @PathVariable String id) {
        this.service.remove(projectId, id);
    }

    @PostMapping("/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@PathVariable String projectId, @Valid @RequestBody Move move) {
        this.service.move(projectId, move);
    }

}
