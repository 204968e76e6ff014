package io.filestore.sample.collections;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.RowCollection;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.sample.web.Body;

/**
 * One row: its body is the row itself, byte for byte, and its ETag the row's version.
 */
@RestController
@RequestMapping("/api/collections/{collection}/rows")
class RowController {

    private final Catalog catalog;

    RowController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping({ "/", "/{id}" })
    ResponseEntity<byte[]> get(@PathVariable String collection, Id id) {
        RowEntry<Row> entry = this.catalog.get(collection)
            .entry(id.text())
            .orElseThrow(() -> this.catalog.noSuchRow(collection, id));
        return ResponseEntity.ok()
            .eTag(eTag(entry.version()))
            .contentType(MediaType.APPLICATION_JSON)
            .body(entry.value().toBytes());
    }

    @GetMapping(params = "id")
    ResponseEntity<byte[]> getByQuery(@PathVariable String collection, Id id) {
        return get(collection, id);
    }

    /** Answers once the row is as durable as its collection promises. */
    @PutMapping(path = { "", "/", "/{id}" }, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> put(@PathVariable String collection, Id id, @RequestHeader HttpHeaders headers,
            HttpServletRequest request) throws IOException {
        RowCollection<Row> rows = this.catalog.get(collection);
        Precondition precondition = Precondition.of(headers);
        Row row = Row.parse(Body.read(request, Row.MAX_BYTES));
        PutResult result = precondition.put(rows, id.text(), row);
        ResponseEntity.BodyBuilder response = result.inserted()
                ? ResponseEntity.created(URI.create("/api/collections/" + collection + "/rows/" + id.toPathSegment()))
                : ResponseEntity.ok();
        return response.eTag(eTag(result.version())).build();
    }

    @DeleteMapping({ "", "/", "/{id}" })
    ResponseEntity<Void> delete(@PathVariable String collection, Id id, @RequestHeader HttpHeaders headers) {
        if (!Precondition.of(headers).delete(this.catalog.get(collection), id.text())) {
            throw this.catalog.noSuchRow(collection, id);
        }
        return ResponseEntity.noContent().build();
    }

    private static String eTag(long version) {
        return "\"" + version + "\"";
    }

}
