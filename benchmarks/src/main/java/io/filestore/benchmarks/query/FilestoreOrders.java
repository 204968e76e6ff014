package io.filestore.benchmarks.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.all;
import static io.filestore.query.Query.where;

/**
 * Queries as an application makes them, a new one for each call.
 *
 * @param <T> what rows are read as
 */
final class FilestoreOrders<T> implements Orders {

    private final RowCollection<T> orders;

    private @Nullable Position behind;

    private int pagesBefore;

    FilestoreOrders(RowCollection<T> orders) {
        this.orders = orders;
    }

    @Override
    public List<?> fromTotal(int least) {
        return this.orders.find(where("total").atLeast(least).orderBy("total").limit(LIMIT));
    }

    @Override
    public List<?> betweenTotals(int least, int most) {
        return this.orders.find(where("total").between(least, most).orderBy("total"));
    }

    @Override
    public List<?> betweenTotalsById(int least, int most) {
        return this.orders.find(where("total").between(least, most));
    }

    @Override
    public List<?> firstPage() {
        return this.orders.page(newest(), null).rows();
    }

    @Override
    public List<?> pageBehind(int pages) {
        if (this.pagesBefore != pages) {
            this.behind = null;
            for (int i = 0; i < pages; i++) {
                Page<T> page = this.orders.page(newest(), this.behind);
                this.behind = page.next().orElseThrow();
            }
            this.pagesBefore = pages;
        }
        return this.orders.page(newest(), this.behind).rows();
    }

    private static Query newest() {
        return all().orderBy("createdAt").descending().limit(LIMIT);
    }

    @Override
    public List<?> newestOfUser(String user) {
        return this.orders.find(where("userId").is(user).orderBy("createdAt").descending().limit(LIMIT));
    }

    @Override
    public List<?> newestOfStatus(String status) {
        return this.orders.find(where("status").is(status).orderBy("createdAt").descending().limit(LIMIT));
    }

    @Override
    public long countOfUser(String user) {
        return this.orders.count(where("userId").is(user));
    }

    @Override
    public long countOfStatus(String status) {
        return this.orders.count(where("status").is(status));
    }

    @Override
    public long countBetweenTotals(int least, int most) {
        return this.orders.count(where("total").between(least, most));
    }

    @Override
    public Object explain(int least) {
        return this.orders.explain(where("total").atLeast(least).orderBy("total").limit(LIMIT));
    }

    @Override
    public String id(Object row) {
        return ((RowEntry<?>) row).id();
    }

}
