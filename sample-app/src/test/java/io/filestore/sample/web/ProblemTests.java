package io.filestore.sample.web;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTests extends HttpApi {

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "text/html", "image/png", "*/*" })
    void unknownUrlIs404WhateverTheClientAccepts(String accepted) {
        problem(get("/nope", "Accept", accepted), 404, "about:blank", "nothing at /nope", "/api/collections");
    }

    @Test
    void pathOfTwoSlashesIsLikeAnyOther() {
        assertThat(problem(get("//"), 404, "about:blank", "/api/collections").path("instance").asString())
            .isEqualTo("/.//");
        assertThat(problem(send("TRACE", "//", ""), 405, "about:blank", "method").path("instance").asString())
            .isEqualTo("/.//");
        assertThat(problem(get("/nope"), 404, "about:blank").path("instance").asString()).isEqualTo("/nope");
    }

    @Test
    void bodyThatActuatorCannotReadIs400() {
        problem(post("/actuator/filestore/flush", "{oops"), 400, "/problems/unreadable-body", "line 1, column 2");
        problem(post("/actuator/filestore/flush", "[1]"), 400, "/problems/unreadable-body", "line 1, column 1",
                "kinds of values");
    }

    @Test
    void wrongMethodIs405AndAllowsOthers() {
        HttpResponse<String> response = send("PATCH", "/api/collections", "");
        problem(response, 405, "about:blank", "PATCH");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void methodThatTheServerRefusesIs405() {
        problem(send("TRACE", "/api/collections", ""), 405, "about:blank", "method");
    }

    @Test
    void unacceptableTypeIs406() {
        problem(get("/api/collections", "Accept", "text/html"), 406, "about:blank", "application/json");
    }

    @Test
    void headersTooLongAre400() {
        problem(get("/api/collections", "X-Long", "x".repeat(9000)), 400, "about:blank", "8 KB");
    }

    @Test
    void errorPageItselfIs404() {
        problem(get("/error"), 404, "about:blank");
    }

}
