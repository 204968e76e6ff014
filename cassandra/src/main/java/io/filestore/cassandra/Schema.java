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
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
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

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Requests requests;

    private final CqlIdentifier keyspace;

    Schema(Requests requests, CqlIdentifier keyspace) {
        this.requests = requests;
        this.keyspace = keyspace;
    }

    /** Returns the copies of its rows, as soon as they can be asked for. */
    int createKeyspace(String statement, IntSupplier copies) {
        change(statement);
        Patience patience = new Patience(LONGEST_CHANGE);
        int found = copies.getAsInt();
        while (found < 0 && !patience.isOver()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            found = copies.getAsInt();
        }
        return found;
    }

    /**
     * Creates what is missing, and returns when each node that answers can use it all.
     */
    void create(Collection<Table> tables) {
        Found found = found();
        tables.stream()
            .filter((table) -> found.columns.containsKey(table.name().asInternal()))
            .forEach((table) -> validateColumns(table, found));
        missing(tables, found).forEach(this::change);
        Patience patience = new Patience(LONGEST_CHANGE);
        nodesUp().forEach((node) -> awaitUsable(tables, node, patience));
        validate(tables);
    }

    /** The statements that make what is not there. */
    private List<String> missing(Collection<Table> tables, Found found) {
        List<String> missing = new ArrayList<>();
        for (Table table : tables) {
            if (!found.columns.containsKey(table.name().asInternal())) {
                missing.add(table.create(this.keyspace));
            }
            if (table.indexed() && !found.indexed.contains(table.name().asInternal())) {
                missing.add(table.createIndex(this.keyspace));
            }
        }
        return missing;
    }

    /**
     * Neither the nodes' agreement on a version of the schema nor what a node has written
     * of it tells this: they may still agree on the one before a change that another
     * instance has had made, and a node writes first.
     */
    private void awaitUsable(Collection<Table> tables, Node node, Patience patience) {
        for (Table table : tables) {
            while (!isUsable(table, node) && !patience.isOver()) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    /** True, too, if the node does not answer, which is not waited for. */
    private boolean isUsable(Table table, Node node) {
        try {
            this.requests.session()
                .execute(SimpleStatement.newInstance(table.use(this.keyspace))
                    .setNode(node)
                    .setConsistencyLevel(DefaultConsistencyLevel.ONE)
                    .setIdempotent(true));
            return true;
        }
        catch (QueryValidationException ex) {
            return false;
        }
        catch (DriverException ex) {
            logger.info("Node {} does not tell whether it can use the table {}, and is not waited for",
                    node.getEndPoint(), table.name(), ex);
            return true;
        }
    }

    /** Refuses what is missing or otherwise. */
    void validate(Collection<Table> tables) {
        Found found = found();
        for (Table table : tables) {
            if (!found.columns.containsKey(table.name().asInternal())) {
                throw invalid(table, "is missing", table.create(this.keyspace));
            }
            validateColumns(table, found);
            if (table.indexed() && !found.indexed.contains(table.name().asInternal())) {
                throw invalid(table, "has no index of its terms", table.createIndex(this.keyspace));
            }
        }
    }

    private void validateColumns(Table table, Found found) {
        Map<String, String> columns = found.columns.getOrDefault(table.name().asInternal(), Map.of());
        table.columns().forEach((column, type) -> {
            if (!type.equals(columns.get(column))) {
                throw invalid(table,
                        "has " + ((columns.get(column) != null)
                                ? "a column " + column + " of type " + columns.get(column) : "no column " + column),
                        table.create(this.keyspace));
            }
        });
    }

    private InvalidConfigurationException invalid(Table table, String what, String statement) {
        return new InvalidConfigurationException("cassandra.schema", null, "Table " + this.keyspace.asCql(true) + "."
                + table.name().asCql(true) + " " + what + ". It is made by: " + statement + ";");
    }

    /**
     * One change, by the node that all others ask, too. If the session does not tell its
     * end, what the nodes know does: a driver whose control connection was lost while it
     * read the schema waits for that reading at each later change.
     */
    private void change(String statement) {
        logger.info("Schema is changed: {}", statement);
        Node node = nodesUp().stream().findFirst().orElse(null);
        try {
            this.requests.session()
                .execute(SimpleStatement.newInstance(statement)
                    .setNode(node)
                    .setIdempotent(true)
                    .setTimeout(LONGEST_CHANGE));
        }
        catch (DriverTimeoutException ex) {
            logger.warn("The session did not tell the end of a change of the schema; the nodes are asked", ex);
        }
        catch (DriverException ex) {
            throw Failures.unavailable(ex);
        }
    }

    /** The first of them is the same for all instances. */
    private List<Node> nodesUp() {
        return this.requests.session()
            .getMetadata()
            .getNodes()
            .values()
            .stream()
            .filter((each) -> each.getState() == NodeState.UP)
            .sorted(Comparator.comparing((each) -> (each.getHostId() != null) ? each.getHostId() : new UUID(0, 0)))
            .toList();
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
