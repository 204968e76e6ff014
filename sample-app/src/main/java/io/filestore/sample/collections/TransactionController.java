package io.filestore.sample.collections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.Transaction;
import io.filestore.error.InvalidRowException;
import io.filestore.row.Row;
import io.filestore.sample.web.Body;

/**
 * Puts and deletes over several collections, all of them or none.
 */
@RestController
class TransactionController {

    private static final int MAX_BYTES = 4 * Row.MAX_BYTES;

    private final Store store;

    private final Catalog catalog;

    TransactionController(Store store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    @PostMapping(path = "/api/transactions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Outcome transact(HttpServletRequest request) throws IOException {
        List<Operation> operations = OperationReader.read(Body.read(request, MAX_BYTES));
        for (int i = 0; i < operations.size(); i++) {
            require(operations.get(i), i + 1);
        }
        return new Outcome(this.store.transact((tx) -> run(tx, operations)));
    }

    private void require(Operation operation, int number) {
        String problem;
        try {
            problem = operation.problem(this.catalog);
        }
        catch (InvalidRowException ex) {
            problem = ex.getMessage();
        }
        if (problem != null) {
            throw OperationReader.invalid(number, problem);
        }
    }

    private static List<Result> run(Transaction tx, List<Operation> operations) {
        List<Result> results = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            String id = Objects.requireNonNull(operation.id());
            RowCollection<Row> rows = tx.collection(Objects.requireNonNull(operation.collection()));
            results.add(new Result(rows.name(), id, run(rows, id, operation.row())));
        }
        return results;
    }

    private static String run(RowCollection<Row> rows, String id, @Nullable Row row) {
        if (row == null) {
            return rows.delete(id) ? "deleted" : "absent";
        }
        return rows.put(id, row).inserted() ? "inserted" : "replaced";
    }

    /**
     * What a transaction did.
     *
     * @param operations what each operation did, in their order
     */
    record Outcome(List<Result> operations) {
    }

    /**
     * What an operation did.
     *
     * @param collection the collection's name
     * @param id the row's id
     * @param result inserted, replaced, deleted or absent
     */
    record Result(String collection, String id, String result) {
    }

}
