package io.filestore.sample.session;

import java.net.URI;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LoginController {

    private final LoginService service;

    LoginController(LoginService service) {
        this.service = service;
    }

    @PostMapping("/api/login")
    ResponseEntity<Login> login(@Valid @RequestBody Credentials credentials) {
        String sessionId = this.service.login(credentials.userId()).id();
        return ResponseEntity.created(URI.create("/api/collections/sessions/rows/" + sessionId))
            .body(new Login(sessionId));
    }

    record Credentials(@NotBlank String userId) {
    }

    record Login(String sessionId) {
    }

}
