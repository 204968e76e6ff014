package io.filestore.sample.collections;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/**
 * A row id or key out of a URL, valid for the store.
 *
 * @param text the id
 */
record Id(String text) {

    /**
     * The id as a segment of a URL's path. Dots of a segment that is nothing but dots are
     * encoded, too, although some clients take them for a step upwards all the same.
     */
    String toPathSegment() {
        boolean dots = this.text.equals(".") || this.text.equals("..");
        return dots ? this.text.replace(".", "%2E") : UriUtils.encode(this.text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return this.text;
    }

}
