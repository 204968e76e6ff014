package io.filestore.cassandra;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;

/**
 * Counts rows that are there page by page, so that no request takes long, however many
 * there are.
 */
final class Counting {

    private Counting() {
    }

    /**
     * @param statement selects when each row expires
     */
    static long count(Connection connection, Statement<?> statement) {
        Instant now = connection.clock().instant();
        return Requests.await(connection.requests().read(statement).thenCompose((page) -> add(page, now, 0)));
    }

    private static CompletionStage<Long> add(AsyncResultSet page, Instant now, long before) {
        long count = before;
        for (Row row : page.currentPage()) {
            Instant expires = row.getInstant("exp");
            count += (expires != null && expires.isAfter(now)) ? 1 : 0;
        }
        long sum = count;
        return page.hasMorePages() ? page.fetchNextPage().thenCompose((next) -> add(next, now, sum))
                : CompletableFuture.completedStage(sum);
    }

}
