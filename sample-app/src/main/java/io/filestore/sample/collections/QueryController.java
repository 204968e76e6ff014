package io.filestore.sample.collections;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.RowCollection;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.row.Row;
import io.filestore.sample.web.Body;
import io.filestore.sample.web.Problem;

/**
 * Queries that are sent as a body: their rows, page by page, and how they are answered.
 */
@RestController
class QueryController {

    private static final int MAX_BYTES = 1024 * 1024;

    private final Catalog catalog;

    QueryController(Catalog catalog) {
        this.catalog = catalog;
    }

    @PostMapping(path = "/api/collections/{collection}/query", consumes = MediaType.APPLICATION_JSON_VALUE)
    RowPage query(@PathVariable String collection, @RequestParam(defaultValue = "" + RowPage.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, HttpServletRequest request) throws IOException {
        RowCollection<Row> rows = this.catalog.get(collection);
        JsonQuery.Page page = JsonQuery.parsePage(Body.read(request, MAX_BYTES));
        if (after != null && page.after() != null) {
            throw Problem.INVALID_REQUEST.with("Say where the page begins once, by after= or in the body.");
        }
        return RowPage.of(rows, page.query(), (after != null) ? after : page.after(), limit);
    }

    /** Of the query as it is, without the limit that a page has. */
    @PostMapping(path = "/api/collections/{collection}/explain", consumes = MediaType.APPLICATION_JSON_VALUE)
    QueryPlan explain(@PathVariable String collection, HttpServletRequest request) throws IOException {
        RowCollection<Row> rows = this.catalog.get(collection);
        return rows.explain(read(request));
    }

    private static Query read(HttpServletRequest request) throws IOException {
        return JsonQuery.parse(Body.read(request, MAX_BYTES));
    }

}
