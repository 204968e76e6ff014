package io.filestore.sample.collections;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.RowCollection;
import io.filestore.row.Row;
import io.filestore.sample.web.Problem;

/**
 * The rows of a collection, page by page, all of them, those that an index finds, or
 * those of a query.
 */
@RestController
class RowsController {

    private final Catalog catalog;

    RowsController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping(path = "/api/collections/{collection}/rows", params = "!id")
    RowPage rows(@PathVariable String collection, @RequestParam(defaultValue = "" + RowPage.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String value,
            @RequestParam(required = false) @Nullable String query) {
        RowCollection<Row> rows = this.catalog.get(collection);
        RowPage.requireLimit(limit);
        if (query != null) {
            if (field != null || value != null) {
                throw Problem.INVALID_REQUEST.with("query= says it all: give it, or field= and value=, but not both.");
            }
            return RowPage.of(rows, JsonQuery.parse(query), after, limit);
        }
        if (field == null && value == null) {
            return this.catalog.isOrdered(collection) ? RowPage.of(rows, after, limit)
                    : RowPage.asKept(rows, (after == null || after.isEmpty()) ? null : after, limit);
        }
        if (field == null || value == null) {
            throw Problem.INVALID_REQUEST
                .with("field= and value= belong together: give both, or neither to get all rows.");
        }
        return RowPage.of(new FieldQuery(field, value).in(rows), after, limit);
    }

}
