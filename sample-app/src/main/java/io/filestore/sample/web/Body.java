package io.filestore.sample.web;

import java.io.IOException;
import java.io.InputStream;

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
        return read(request.getInputStream(), request.getContentLengthLong(), limit);
    }

    /**
     * The whole body.
     * @param length how many bytes it is said to have
     * @param limit how many bytes it may have
     */
    static byte[] read(InputStream stream, long length, int limit) throws IOException {
        if (length > limit) {
            throw tooLarge(limit);
        }
        byte[] body = stream.readNBytes(limit + 1);
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
