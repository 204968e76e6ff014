package io.filestore.sample.web;

import java.net.URI;
import java.util.Locale;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponseException;

/**
 * The kinds of problems that this application reports, besides those of HTTP itself,
 * which are {@code about:blank}. A problem's {@code type} is {@code /problems/} and the
 * name, and stays what it is.
 */
public enum Problem {

    INVALID_REQUEST(HttpStatus.BAD_REQUEST),

    INVALID_QUERY(HttpStatus.BAD_REQUEST),

    INVALID_ROW(HttpStatus.BAD_REQUEST),

    UNREADABLE_BODY(HttpStatus.BAD_REQUEST),

    UNKNOWN_HOST(HttpStatus.FORBIDDEN),

    FOREIGN_ORIGIN(HttpStatus.FORBIDDEN),

    SLOW_BODY(HttpStatus.REQUEST_TIMEOUT),

    ENCODED_BODY(HttpStatus.UNSUPPORTED_MEDIA_TYPE),

    BUSY(HttpStatus.SERVICE_UNAVAILABLE),

    NO_SUCH_COLLECTION(HttpStatus.NOT_FOUND),

    NO_SUCH_ROW(HttpStatus.NOT_FOUND),

    NO_SUCH_VALUE(HttpStatus.NOT_FOUND),

    NO_SUCH_USER(HttpStatus.NOT_FOUND),

    NO_SUCH_PROJECT(HttpStatus.NOT_FOUND),

    NO_SUCH_RESOURCE(HttpStatus.NOT_FOUND),

    PROJECT_FULL(HttpStatus.CONFLICT),

    DUPLICATE_KEY(HttpStatus.CONFLICT),

    CONFLICT(HttpStatus.CONFLICT),

    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED),

    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),

    STORE_READ_ONLY(HttpStatus.SERVICE_UNAVAILABLE),

    STORE_FULL(HttpStatus.SERVICE_UNAVAILABLE),

    STORE_FAILED(HttpStatus.SERVICE_UNAVAILABLE),

    STORE_CLOSED(HttpStatus.SERVICE_UNAVAILABLE),

    STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),

    STORE_IO(HttpStatus.INTERNAL_SERVER_ERROR),

    UNREADABLE_ROW(HttpStatus.INTERNAL_SERVER_ERROR),

    OUTCOME_UNKNOWN(HttpStatus.INTERNAL_SERVER_ERROR),

    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    Problem(HttpStatus status) {
        this.status = status;
    }

    /**
     * The problem as its RFC 9457 details.
     * @param detail what is wrong and what to do
     */
    public ProblemDetail detail(String detail) {
        String name = name().toLowerCase(Locale.ROOT);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(this.status, detail);
        problem.setType(URI.create("/problems/" + name.replace('_', '-')));
        problem.setTitle(StringUtils.capitalize(name.replace('_', ' ')));
        return problem;
    }

    /**
     * The path of a request as an {@code instance}, where two slashes at the start would
     * be the name of another server.
     */
    static URI instance(String path) {
        return URI.create(path.startsWith("//") ? "/." + path : path);
    }

    /**
     * The problem as an exception, which ends the request with it.
     * @param detail what is wrong and what to do
     */
    public ErrorResponseException with(String detail) {
        return new ErrorResponseException(this.status, detail(detail), null);
    }

}
