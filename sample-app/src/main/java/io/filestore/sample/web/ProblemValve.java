package io.filestore.sample.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Problem details for requests that Tomcat refuses before Spring sees them, such as one
 * with a zero byte in its path. Tomcat would answer them with HTML.
 */
final class ProblemValve extends ErrorReportValve {

    private static final Logger logger = LoggerFactory.getLogger(ProblemValve.class);

    private final JsonMapper mapper;

    ProblemValve(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(body(status).getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        }
        catch (IOException | IllegalStateException ex) {
            logger.debug("The client could not be told about status {}", status, ex);
        }
    }

    private String body(int status) {
        return this.mapper
            .writeValueAsString(ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail(status)));
    }

    private static String detail(int status) {
        return switch (status) {
            case HttpServletResponse.SC_NOT_IMPLEMENTED, HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED ->
                "The server does not speak this kind of HTTP. Use HTTP/1.1, and no Transfer-Encoding but chunked.";
            default -> (status >= 500) ? "The request could not be served; the application's log says why."
                    : "The server cannot read this request. A URL is percent-encoded UTF-8 without control characters,"
                            + " and URL and headers together have at most 8 KB. A row id that does not fit into the path"
                            + " can go into the query, as ?id=.";
        };
    }

}
