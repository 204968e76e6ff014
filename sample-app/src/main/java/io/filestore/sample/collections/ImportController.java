package io.filestore.sample.collections;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.error.StoreException;
import io.filestore.sample.web.JsonProblems;
import io.filestore.sample.web.Problem;
import io.filestore.sample.web.StoreProblems;

/**
 * Takes in many rows, as many as the client likes to send, without ever holding them all.
 */
@RestController
class ImportController {

    private static final Logger logger = LoggerFactory.getLogger(ImportController.class);

    private final Store store;

    private final Catalog catalog;

    ImportController(Store store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /**
     * @param id the field that has the row id; rows without it get a new one
     */
    @PostMapping(path = "/api/collections/{collection}/import", consumes = { MediaType.APPLICATION_JSON_VALUE,
            MediaType.APPLICATION_NDJSON_VALUE, "application/jsonl", "application/x-jsonlines" })
    ImportReport run(@PathVariable String collection, @RequestParam(required = false) @Nullable String id,
            HttpServletRequest request) throws IOException {
        RowImport rows = new RowImport(this.store, this.catalog.get(collection).name());
        try (ImportReader reader = new ImportReader(request.getInputStream(), id)) {
            readAll(reader, rows);
        }
        catch (StoreException ex) {
            throw stopped(StoreProblems.of(ex), rows.report(), ex);
        }
        ImportReport report = rows.report();
        logger.info("Import into {} is done: {} rows stored, {} of them new; {} refused", collection,
                report.getStored(), report.getInserted(), report.getRefused().size() + report.getMoreRefused());
        return report;
    }

    private static void readAll(ImportReader reader, RowImport rows) {
        try {
            for (ImportRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
            rows.store();
        }
        catch (JacksonException ex) {
            rows.store();
            String where = " It is in row " + reader.number() + " or right behind it.";
            throw stopped(Problem.UNREADABLE_BODY.detail(JsonProblems.describe(ex) + where), rows.report(), ex);
        }
    }

    private static RuntimeException stopped(ProblemDetail problem, ImportReport report, Exception cause) {
        problem.setDetail(problem.getDetail() + " The import ends here; " + report.getStored()
                + " rows before that were stored, and stay.");
        logger.warn("Import stopped. {}", problem.getDetail());
        problem.setProperty("stored", report.getStored());
        problem.setProperty("inserted", report.getInserted());
        problem.setProperty("replaced", report.getReplaced());
        problem.setProperty("refused", report.getRefused());
        return new ErrorResponseException(HttpStatusCode.valueOf(problem.getStatus()), problem, cause);
    }

}
