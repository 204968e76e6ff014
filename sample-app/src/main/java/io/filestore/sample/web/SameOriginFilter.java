package io.filestore.sample.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in but people at this machine, their programs, and the console's own pages:
 * there is no login, so that any page in the user's browser could do all that the user
 * can. Refused are
 *
 * <ul>
 * <li>requests under a host name that is not {@linkplain KnownHosts known};
 * <li>requests that another origin's page has made, as {@code Origin} or
 * {@code Sec-Fetch-Site} say, but for a link that is followed to a page;
 * <li>a semicolon in a path, behind which servers cut off what is then not seen.
 * </ul>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SameOriginFilter extends OncePerRequestFilter {

    private final KnownHosts hosts;

    private final JsonMapper mapper;

    SameOriginFilter(KnownHosts hosts, JsonMapper mapper) {
        this.hosts = hosts;
        this.mapper = mapper;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ProblemDetail problem = problem(request);
        if (problem == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(this.mapper.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable ProblemDetail problem(HttpServletRequest request) {
        if (!this.hosts.has(request.getServerName())) {
            return Problem.UNKNOWN_HOST.detail("This application is not known as '" + request.getServerName()
                    + "'. Use http://localhost or http://127.0.0.1 with its port, or add the name to sample.hosts.");
        }
        if (isForeign(request)) {
            return Problem.FOREIGN_ORIGIN.detail("A page of another origin has sent this request. Only this"
                    + " application's own pages, and programs that are no browsers, may ask.");
        }
        if (request.getRequestURI().indexOf(';') >= 0) {
            return Problem.INVALID_REQUEST
                .detail("There is a semicolon in the path, where it has a meaning of its own. Write it as %3B.");
        }
        return null;
    }

    private static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return !isLink(request);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !isOrigin(origin, request);
    }

    /**
     * Somebody has followed a link to here; what comes back is not the other page's to
     * read.
     */
    private static boolean isLink(HttpServletRequest request) {
        return request.getMethod().equals("GET") && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static boolean isOrigin(String origin, HttpServletRequest request) {
        try {
            URI uri = URI.create(origin);
            return request.getServerName().equalsIgnoreCase(uri.getHost())
                    && port(uri.getPort(), uri.getScheme()) == request.getServerPort();
        }
        catch (IllegalArgumentException ex) {
            return false;
        }
    }

    private static int port(int port, @Nullable String scheme) {
        return (port >= 0) ? port : "https".equals(scheme) ? 443 : 80;
    }

}
