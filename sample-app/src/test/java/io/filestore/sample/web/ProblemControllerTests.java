package io.filestore.sample.web;

import java.net.URI;

import jakarta.servlet.RequestDispatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of requests that no controller has seen. */
class ProblemControllerTests {

    private static ProblemDetail problem(@Nullable Integer status, @Nullable String path) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
        ResponseEntity<ProblemDetail> answer = new ProblemController().error(request);
        ProblemDetail problem = answer.getBody();
        assertThat(problem).isNotNull();
        assertThat(answer.getStatusCode().value()).isEqualTo(problem.getStatus());
        return problem;
    }

    @Test
    void refusedRequestIsToldWithItsStatusAndItsPath() {
        ProblemDetail problem = problem(405, "/api/collections");
        assertThat(problem.getStatus()).isEqualTo(405);
        assertThat(problem.getDetail()).contains("does not take this request");
        assertThat(problem.getInstance()).isEqualTo(URI.create("/api/collections"));
    }

    @Test
    void pathThatBeginsWithTwoSlashesIsNotTakenForAServer() {
        assertThat(problem(405, "//").getInstance()).hasToString("/.//");
        assertThat(problem(405, "//evil.example/x").getInstance()).hasNoHost().hasPath("/.//evil.example/x");
    }

    @Test
    void failureIsNotSaidToBeTheRequests() {
        ProblemDetail problem = problem(500, "/");
        assertThat(problem.getStatus()).isEqualTo(500);
        assertThat(problem.getDetail()).contains("the application's log says why");
    }

    @Test
    void lateBodyIsToldHowLongItMayTake() {
        ProblemDetail problem = problem(408, "/api/login");
        assertThat(problem.getType()).hasToString("/problems/slow-body");
        assertThat(problem.getDetail()).contains("10 seconds", "32768 bytes");
        assertThat(problem.getInstance()).hasToString("/api/login");
    }

    @Test
    void errorPageItselfIsNothingAndNowhere() {
        ProblemDetail problem = problem(null, null);
        assertThat(problem.getStatus()).isEqualTo(404);
        assertThat(problem.getInstance()).isNull();
    }

}
