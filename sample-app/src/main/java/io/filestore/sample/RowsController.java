package io.filestore.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.RowCollection;
import io.filestore.row.Row;

/**
 * The rows of a collection, page by page, all of them or those that an index finds.
 */
@RestController
class RowsController {

    private static final int MAX_LIMIT = 1000;

    private final Catalog catalog;

    RowsController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping(path = "/api/collections/{collection}/rows", params = "!id")
    RowPage rows(@PathVariable String collection, @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String value) {
        RowCollection<Row> rows = this.catalog.get(collection);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.INVALID_REQUEST
                .with("The limit is " + limit + "; it must be from 1 to " + MAX_LIMIT + ". Page on with after=.");
        }
        if (field == null && value == null) {
            return RowPage.of(rows, after, limit);
        }
        if (field == null || value == null) {
            throw Problem.INVALID_REQUEST
                .with("field= and value= belong together: give both, or neither to get all rows.");
        }
        return RowPage.of(new FieldQuery(field, value).in(rows), after, limit);
    }

}
