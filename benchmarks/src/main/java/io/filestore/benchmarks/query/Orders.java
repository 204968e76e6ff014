package io.filestore.benchmarks.query;

import java.util.List;

/**
 * What a store of orders is asked, always with its indexes and by the same order: rows
 * with the same total by their ids. No two rows are made at the same time.
 */
public interface Orders {

    /** How long a page is, and whatever has a limit. */
    int LIMIT = 20;

    /** The first rows with this total or a greater one, the least total first. */
    List<?> fromTotal(int least);

    /** The rows with totals from this one to that one, the least total first. */
    List<?> betweenTotals(int least, int most);

    /** The same, but by their ids. */
    List<?> betweenTotalsById(int least, int most);

    /** The newest rows, the newest first. */
    List<?> firstPage();

    /** The page behind that with this number, from where that one has ended. */
    List<?> pageBehind(int pages);

    /** The same by saying how many rows are before it. */
    default List<?> pageByOffset(int pages) {
        throw new UnsupportedOperationException();
    }

    /** The newest rows of a user, the newest first. */
    List<?> newestOfUser(String user);

    /** The newest rows with this status, the newest first. */
    List<?> newestOfStatus(String status);

    long countOfUser(String user);

    long countOfStatus(String status);

    long countBetweenTotals(int least, int most);

    /** Plans {@link #fromTotal} and answers nothing. */
    default Object explain(int least) {
        throw new UnsupportedOperationException();
    }

    /** The id of a row that was found. */
    String id(Object row);

}
