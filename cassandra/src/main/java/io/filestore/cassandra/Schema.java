package io.filestore.cassandra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.InvalidConfigurationException;

/**
 * The tables, as they are and as they have to be. All instances of an application may
 * start at once: they send what creates a table to the same node, where one comes after
 * the other.
 */
final class Schema {

    private static final Logger logger = LoggerFactory.getLogger(Schema.class);

    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(60);

    private final Requests requests;

    private final CqlIdentifier keyspace;

    Schema(Requests requests, CqlIdentifier keyspace) {
        this.requests = requests;
        this.keyspace = keyspace;
    }

    /** Creates what is missing. */
    void create(Collection<Table> tables) {
        Found found = found();
        List<String> changes = new ArrayList<>();
        for (Table table : tables) {
            if (!found.columns.containsKey(table.name().asInternal())) {
                changes.add(table.create(this.keyspace));
            }
            if (table.indexed() && !found.indexed.contains(table.name().asInternal())) {
                changes.add(table.createIndex(this.keyspace));
            }
        }
        changes.forEach(this::change);
        validate(tables, changes.isEmpty() ? found : foundByAll());
    }

    /** Refuses what is missing or otherwise. */
    void validate(Collection<Table> tables) {
        validate(tables, found());
    }

    private void validate(Collection<Table> tables, Found found) {
        for (Table table : tables) {
            Map<String, String> columns = found.columns.get(table.name().asInternal());
            if (columns == null) {
                throw invalid(table, "is missing", table.create(this.keyspace));
            }
            table.columns().forEach((column, type) -> {
                if (!type.equals(columns.get(column))) {
                    throw invalid(table,
                            "has " + ((columns.get(column) != null)
                                    ? "a column " + column + " of type " + columns.get(column) : "no column " + column),
                            table.create(this.keyspace));
                }
            });
            if (table.indexed() && !found.indexed.contains(table.name().asInternal())) {
                throw invalid(table, "has no index of its terms", table.createIndex(this.keyspace));
            }
        }
    }

    private InvalidConfigurationException invalid(Table table, String what, String statement) {
        return new InvalidConfigurationException("cassandra.schema", null, "Table " + this.keyspace.asCql(true) + "."
                + table.name().asCql(true) + " " + what + ". It is made by: " + statement + ";");
    }

    /** One change, by the node that all others ask, too. */
    void change(String statement) {
        logger.info("Schema is changed: {}", statement);
        Node node = this.requests.session()
            .getMetadata()
            .getNodes()
            .values()
            .stream()
            .filter((each) -> each.getState() == NodeState.UP)
            .min(Comparator.comparing((each) -> (each.getHostId() != null) ? each.getHostId() : new UUID(0, 0)))
            .orElse(null);
        try {
            this.requests.session()
                .execute(SimpleStatement.newInstance(statement)
                    .setNode(node)
                    .setIdempotent(true)
                    .setTimeout(LONGEST_CHANGE));
        }
        catch (DriverException ex) {
            throw Failures.unavailable(ex);
        }
    }

    /**
     * When all nodes know of the changes. The driver waits for that itself, but not if
     * another instance was faster, and only the node that was asked knows of its change.
     */
    private Found foundByAll() {
        Patience patience = new Patience(LONGEST_CHANGE);
        while (!this.requests.session().checkSchemaAgreement() && !patience.isOver()) {
            logger.info("Nodes do not agree on the schema yet");
        }
        return found();
    }

    private Found found() {
        Found found = new Found(new HashMap<>(), new HashSet<>());
        String name = this.keyspace.asInternal();
        for (Row row : rows("SELECT table_name, column_name, type FROM system_schema.columns WHERE keyspace_name = ?",
                name)) {
            found.columns.computeIfAbsent(String.valueOf(row.getString(0)), (table) -> new HashMap<>())
                .put(String.valueOf(row.getString(1)), String.valueOf(row.getString(2)));
        }
        for (Row row : rows("SELECT table_name, options FROM system_schema.indexes WHERE keyspace_name = ?", name)) {
            Map<String, String> options = row.getMap(1, String.class, String.class);
            if (options != null && "values(terms)".equals(options.get("target"))
                    && String.valueOf(options.get("class_name")).toLowerCase(Locale.ROOT).contains("sai")) {
                found.indexed.add(String.valueOf(row.getString(0)));
            }
        }
        return found;
    }

    private Iterable<Row> rows(String cql, Object... values) {
        try {
            return this.requests.session().execute(SimpleStatement.newInstance(cql, values).setIdempotent(true)).all();
        }
        catch (DriverException ex) {
            throw Failures.unavailable(ex);
        }
    }

    /**
     * What is there: the columns of each table with their types, and the tables with an
     * index of terms.
     */
    private record Found(Map<String, Map<String, String>> columns, Set<String> indexed) {
    }

}
