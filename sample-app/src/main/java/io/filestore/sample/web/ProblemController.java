package io.filestore.sample.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Problem details for what goes wrong before a request comes to a controller.
 */
@RestController
class ProblemController implements ErrorController {

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatusCode status = (code instanceof Integer number) ? HttpStatusCode.valueOf(number)
                : HttpStatus.NOT_FOUND;
        String detail = status.is5xxServerError() ? "The request could not be served; the application's log says why."
                : "The server does not take this request as it is. Check its URL, method and headers.";
        ProblemDetail problem = (status.value() == HttpStatus.REQUEST_TIMEOUT.value())
                ? Problem.SLOW_BODY.detail("The body has not come in time. It may take " + TimedBody.SECONDS
                        + " seconds, and one more for each " + TimedBody.BYTES_A_SECOND
                        + " bytes; what an import has stored before stays.")
                : ProblemDetail.forStatusAndDetail(status, detail);
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri) {
            problem.setInstance(Problem.instance(uri));
        }
        return ResponseEntity.of(problem).build();
    }

}
