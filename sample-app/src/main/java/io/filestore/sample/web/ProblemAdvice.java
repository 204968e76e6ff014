package io.filestore.sample.web;

import java.util.List;

import jakarta.validation.ConstraintViolationException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import io.filestore.error.StoreException;

/**
 * Answers every exception with RFC 9457 problem details that say what to do.
 */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable ResponseEntity<Object> store(StoreException ex, WebRequest request) {
        if (StoreProblems.kindOf(ex) == Problem.UNEXPECTED) {
            return unexpected(ex, request);
        }
        ProblemDetail problem = StoreProblems.of(ex);
        if (problem.getStatus() >= 500) {
            log.warn("{}: {}", request.getDescription(false), ex.getMessage());
        }
        return respond(ex, problem, request);
    }

    /**
     * What repositories and commits throw is Spring's, with the store's own behind it. A
     * row that is not as its entity has been stored by others: bodies have been looked at
     * before.
     */
    @ExceptionHandler({ DataAccessException.class, TransactionException.class })
    @Nullable ResponseEntity<Object> data(NestedRuntimeException ex, WebRequest request) {
        if (!(ex.getCause() instanceof StoreException cause)) {
            return (ex instanceof OptimisticLockingFailureException)
                    ? respond(ex, Problem.CONFLICT.detail(String.valueOf(ex.getMessage())), request)
                    : unexpected(ex, request);
        }
        if (StoreProblems.kindOf(cause) == Problem.INVALID_ROW) {
            log.warn("{}: {}", request.getDescription(false), cause.getMessage());
            return respond(ex, Problem.UNREADABLE_ROW.detail(String.valueOf(cause.getMessage())), request);
        }
        return store(cause, request);
    }

    /** An entity that somebody else has stored, and that is not as it must be. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> entity(ConstraintViolationException ex, WebRequest request) {
        return respond(ex, Problem.INVALID_ROW.detail(String.valueOf(ex.getMessage())), request);
    }

    /** A field to sort by, out of the URL. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> property(PropertyReferenceException ex, WebRequest request) {
        return respond(ex, Problem.INVALID_QUERY.detail("There is no field '" + ex.getPropertyName() + "' to sort by."),
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> unexpected(Exception ex, WebRequest request) {
        log.error("{} failed", request.getDescription(false), ex);
        return respond(ex, Problem.UNEXPECTED
            .detail("Something went wrong that should not have. The application's log says what; please report it."),
                request);
    }

    /** A client that has gone, or gone silent, which Tomcat has told already. */
    @ExceptionHandler
    void gone(ClientAbortException ex, WebRequest request) {
        log.debug("{} was given up by the client", request.getDescription(false), ex);
    }

    /** What was read outside of a message converter. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> json(JacksonException ex, WebRequest request) {
        return respond(ex, Problem.UNREADABLE_BODY.detail(JsonProblems.describe(ex)), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> query(InvalidParameterException ex, WebRequest request) {
        return respond(ex, Problem.INVALID_REQUEST
            .detail("The query of the URL cannot be read. Percent-encode the bytes of its UTF-8 form."), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ex.getCause() instanceof ClientAbortException gone) {
            gone(gone, request);
            return null;
        }
        String why = (ex.getCause() instanceof JacksonException json) ? JsonProblems.describe(json)
                : "There is no body, or it could not be read. Send a JSON object.";
        return respond(ex, Problem.UNREADABLE_BODY.detail(why), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return respond(ex, FieldProblems.of(ex.getBindingResult()), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(HttpMediaTypeNotSupportedException ex,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<MediaType> supported = ex.getSupportedMediaTypes();
        ProblemDetail problem = ex.getBody();
        problem.setDetail(
                "The body's Content-Type is " + ex.getContentType() + ". Send " + MediaType.toString(supported) + ".");
        return handleExceptionInternal(ex, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException ex,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ex.getBody();
        problem.setDetail("There is nothing at /" + ex.getResourcePath()
                + ". GET /api/collections lists the collections; their rows are at /api/collections/{collection}/rows. A slash in an id is written %2F.");
        return handleExceptionInternal(ex, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && request instanceof ServletWebRequest servlet) {
            problem.setInstance(Problem.instance(servlet.getRequest().getRequestURI()));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> respond(Exception ex, ProblemDetail problem, WebRequest request) {
        return handleExceptionInternal(ex, problem, new HttpHeaders(), HttpStatusCode.valueOf(problem.getStatus()),
                request);
    }

}
