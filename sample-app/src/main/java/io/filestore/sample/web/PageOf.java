package io.filestore.sample.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * A page as JSON.
 *
 * @param <T> what is on it
 * @param items what is on it
 * @param total how many there are on all pages
 * @param next the URL of the next page, null if this is the last
 */
public record PageOf<T>(List<T> items, long total, @Nullable String next) {

    /** The page that the current request has asked for. */
    public static <T> PageOf<T> of(Page<T> page) {
        return new PageOf<>(page.getContent(), page.getTotalElements(),
                page.hasNext() ? url(page.getNumber() + 1, page.getSize()) : null);
    }

    private static String url(int page, int size) {
        return ServletUriComponentsBuilder.fromCurrentRequest()
            .scheme(null)
            .host(null)
            .port(null)
            .replaceQueryParam("page", page)
            .replaceQueryParam("size", size)
            .build()
            .toUriString();
    }

}
