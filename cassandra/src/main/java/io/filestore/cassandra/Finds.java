package io.filestore.cassandra;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

import io.filestore.remote.IndexTerm;
import io.filestore.remote.RemotePage;
import io.filestore.row.StoredRow;

/**
 * Looks rows up by their terms, page by page. Where the next page begins is the driver's
 * word for it.
 */
final class Finds {

    private final Requests requests;

    private final Function<String, PreparedStatement> prepare;

    private final List<Object> keys;

    private final Map<Integer, PreparedStatement> statements = new ConcurrentHashMap<>();

    /**
     * @param prepare prepares a statement that ends with these conditions
     * @param keys what is bound before the terms
     */
    Finds(Requests requests, List<Object> keys, Function<String, PreparedStatement> prepare) {
        this.requests = requests;
        this.keys = keys;
        this.prepare = prepare;
        statement(1);
    }

    RemotePage find(List<IndexTerm> allOf, @Nullable String behind, int most) {
        Set<String> terms = TermText.all(allOf);
        List<Object> values = new ArrayList<>(this.keys);
        values.addAll(terms);
        BoundStatement statement = statement(terms.size()).bind(values.toArray()).setPageSize(most);
        if (behind != null) {
            statement = statement.setPagingState(ByteBuffer.wrap(HexFormat.of().parseHex(behind)));
        }
        AsyncResultSet result = Requests.await(this.requests.read(statement));
        ByteBuffer next = result.getExecutionInfo().getPagingState();
        return new RemotePage(rows(result), (next != null && result.hasMorePages()) ? text(next) : null);
    }

    static List<StoredRow> rows(AsyncResultSet result) {
        List<StoredRow> rows = new ArrayList<>();
        for (Row each : result.currentPage()) {
            StoredRow row = TableRow.of(each, false).stored();
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private PreparedStatement statement(int terms) {
        return this.statements.computeIfAbsent(terms,
                (count) -> this.prepare.apply(String.join(" AND ", Collections.nCopies(count, "terms CONTAINS ?"))));
    }

    private static String text(ByteBuffer state) {
        byte[] bytes = new byte[state.remaining()];
        state.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

}
