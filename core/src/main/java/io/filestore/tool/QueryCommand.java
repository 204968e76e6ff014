package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.report.Finding;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.storage.DiskForm;

/**
 * Prints rows of a collection as the next start would have them, what waits in the log
 * included: a line each, as in a JSONL file. The only command that opens a store, one
 * that writes nothing.
 */
final class QueryCommand {

    private static final Command.Option EXPLAIN = Command.Option.flag("--explain");

    static final Command COMMAND = new Command("query", List.of("DIRECTORY", "COLLECTION", "[QUERY]"), List.of(EXPLAIN),
            """
                    Prints the rows of a collection that fulfil a query in JSON, or all of them, as
                    JSON lines; with --explain how the query is answered instead. The store must
                    not be open but for reading. Changes nothing.""",
            (arguments, console) -> new QueryCommand(arguments, console).run());

    private final Console console;

    private final Path path;

    private final String collection;

    private final Query query;

    private final boolean explain;

    private QueryCommand(Arguments arguments, Console console) {
        this.console = console;
        this.path = arguments.path(0);
        this.collection = arguments.operand(1).orElseThrow();
        this.query = arguments.operand(2).map(Query::parse).orElse(Query.all());
        this.explain = arguments.has(EXPLAIN);
    }

    private int run() throws IOException {
        StoreBuilder builder = Store.builder(this.path).readOnly(true).reportStrayFiles(false).scanWarning(0);
        new RecordedCollections(this.path).options(this.collection).forEach(builder::collection);
        try (Store store = builder.open()) {
            RowCollection<Row> rows = store.collection(this.collection);
            if (this.explain) {
                print(rows.explain(this.query));
            }
            else {
                rows.stream(this.query).forEach(this::print);
            }
            List<Finding> findings = store.stats().firstFindings();
            findings.forEach((finding) -> this.console.err().println("# " + finding.text()));
            return findings.isEmpty() ? StoreTool.CLEAN : StoreTool.FINDINGS;
        }
    }

    private void print(QueryPlan plan) {
        this.console.out().println(plan);
        this.console.out().println("Looks at " + plan.rows() + " rows at most.");
    }

    private void print(RowEntry<Row> entry) {
        byte[] line = DiskForm.line(entry.id(), entry.value().canonical(), 0);
        this.console.out().write(line, 0, line.length);
        this.console.out().println();
    }

}
