package io.filestore.data.repository.query;

import org.springframework.data.repository.query.QueryMethod;

/** In which shape a method hands over what it finds. */
enum ResultShape {

    PAGE, SLICE, WINDOW, STREAM, LIST, ONE;

    static ResultShape of(QueryMethod method) {
        if (method.isPageQuery()) {
            return PAGE;
        }
        if (method.isSliceQuery()) {
            return SLICE;
        }
        if (method.isScrollQuery()) {
            return WINDOW;
        }
        if (method.isStreamQuery()) {
            return STREAM;
        }
        return method.isCollectionQuery() ? LIST : ONE;
    }

}
