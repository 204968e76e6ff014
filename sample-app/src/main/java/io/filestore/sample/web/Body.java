package io.filestore.sample.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads the body of a request, and no more of it than is admitted.
 */
public final class Body {

    private Body() {
    }

    /**
     * The whole body.
     * @param limit how many bytes it may have
     */
    public static byte[] read(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        return body;
    }

    private static RuntimeException tooLarge(int limit) {
        return Problem.TOO_LARGE.with("The body is larger than " + limit
                + " bytes, which is as much as is admitted here. Split it into several.");
    }

}
