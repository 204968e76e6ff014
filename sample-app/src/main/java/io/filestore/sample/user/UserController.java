package io.filestore.sample.user;

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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.sample.web.PageOf;

@RestController
@RequestMapping("/api/users")
class UserController {

    private final UserService service;

    private final Users users;

    UserController(UserService service, Users users) {
        this.service = service;
        this.users = users;
    }

    @GetMapping
    PageOf<User> list(@RequestParam(required = false) @Nullable String username, Pageable page) {
        return PageOf
            .of((username != null) ? this.users.findByUsernameStartingWith(username, page) : this.users.findAll(page));
    }

    @GetMapping("/{id}")
    User get(@PathVariable String id) {
        return this.service.get(id);
    }

    @PostMapping
    ResponseEntity<User> create(@Valid @RequestBody User user) {
        User created = this.service.create(user);
        return ResponseEntity.created(URI.create("/api/users/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    User change(@PathVariable String id, @Valid @RequestBody User user) {
        return this.service.change(id, user);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        this.service.delete(id);
    }

}
