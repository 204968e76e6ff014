package io.filestore.sample.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Keeps clients that send slowly, or not at all, from taking every thread: at most
 * {@value #AT_ONCE} requests with a body are served at once, which leaves threads for
 * those without one, health among them; and a body has a {@linkplain TimedBody deadline}.
 * Above everything else, so that it holds for whatever reads a body, and for Tomcat,
 * which reads what nobody else has read.
 */
final class BodyValve extends ValveBase {

    /** Half of the threads that Tomcat has unless it is told otherwise. */
    static final int AT_ONCE = 100;

    private final Semaphore places = new Semaphore(AT_ONCE);

    private final JsonMapper mapper;

    BodyValve(JsonMapper mapper) {
        super(true);
        this.mapper = mapper;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            getNext().invoke(request, response);
        }
        else if (this.places.tryAcquire()) {
            try {
                serve(request, response);
            }
            finally {
                this.places.release();
            }
        }
        else {
            refuse(response);
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private void serve(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        InputBuffer input = coyote.getInputBuffer();
        TimedBody body = new TimedBody(input);
        coyote.setInputBuffer(body);
        try {
            getNext().invoke(request, response);
            // A client that is still sending reads the answer, not a broken connection.
            response.finishResponse();
            body.skipRest();
        }
        finally {
            coyote.setInputBuffer(input);
            if (!body.isAtEnd()) {
                coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    private void refuse(Response response) throws IOException {
        ProblemDetail problem = Problem.BUSY
            .detail("Too many clients are sending something at the moment. Try again in a few seconds.");
        response.setStatus(problem.getStatus());
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(this.mapper.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
        response.finishResponse();
    }

}
