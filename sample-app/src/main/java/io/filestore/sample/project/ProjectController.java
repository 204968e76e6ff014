package io.filestore.sample.project;

import java.net.URI;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.sample.web.PageOf;

@RestController
@RequestMapping("/api/projects")
class ProjectController {

    private final ProjectService service;

    private final Projects projects;

    ProjectController(ProjectService service, Projects projects) {
        this.service = service;
        this.projects = projects;
    }

    @GetMapping
    PageOf<Project> list(@RequestParam(required = false) @Nullable String ownerId, Pageable page) {
        return PageOf.of((ownerId != null) ? this.projects.findByOwnerId(ownerId, page) : this.projects.findAll(page));
    }

    @GetMapping("/{id}")
    Project get(@PathVariable String id) {
        return this.service.get(id);
    }

    @PostMapping
    ResponseEntity<Project> create(@Valid @RequestBody Project project) {
        Project created = this.service.create(project);
        return ResponseEntity.created(URI.create("/api/projects/" + created.id())).body(created);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        this.service.delete(id);
    }

}
