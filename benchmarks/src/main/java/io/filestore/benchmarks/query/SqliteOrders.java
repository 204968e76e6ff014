package io.filestore.benchmarks.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepared statements, and pages from where the one before has ended.
 */
final class SqliteOrders implements Orders {

    private final RowForm form;

    private final PreparedStatement fromTotal;

    private final PreparedStatement betweenTotals;

    private final PreparedStatement betweenTotalsById;

    private final PreparedStatement firstPage;

    private final PreparedStatement pageBehind;

    private final PreparedStatement pageByOffset;

    private final PreparedStatement lastOfPage;

    private final PreparedStatement newestOfUser;

    private final PreparedStatement newestOfStatus;

    private final PreparedStatement countOfUser;

    private final PreparedStatement countOfStatus;

    private final PreparedStatement countBetweenTotals;

    private String behind = "";

    private int pagesBefore;

    SqliteOrders(Connection connection, RowForm form) throws SQLException {
        this.form = form;
        String rows = "select id, json from orders ";
        String newest = "order by createdAt desc limit " + LIMIT;
        String between = "where total between ? and ? ";
        this.fromTotal = connection.prepareStatement(rows + "where total >= ? order by total, id limit " + LIMIT);
        this.betweenTotals = connection.prepareStatement(rows + between + "order by total, id");
        this.betweenTotalsById = connection.prepareStatement(rows + between + "order by id");
        this.firstPage = connection.prepareStatement(rows + newest);
        this.pageBehind = connection.prepareStatement(rows + "where createdAt < ? " + newest);
        this.pageByOffset = connection.prepareStatement(rows + newest + " offset ?");
        this.lastOfPage = connection
            .prepareStatement("select createdAt from orders order by createdAt desc limit 1 offset ?");
        this.newestOfUser = connection.prepareStatement(rows + "where userId = ? " + newest);
        this.newestOfStatus = connection.prepareStatement(rows + "where status = ? " + newest);
        String count = "select count(*) from orders ";
        this.countOfUser = connection.prepareStatement(count + "where userId = ?");
        this.countOfStatus = connection.prepareStatement(count + "where status = ?");
        this.countBetweenTotals = connection.prepareStatement(count + between);
    }

    private List<?> rows(PreparedStatement query, Object... parameters) {
        return ask(query, (result) -> {
            List<Found<?>> found = new ArrayList<>();
            while (result.next()) {
                found.add(OrderJson.found(this.form, result.getString(1), result.getBytes(2)));
            }
            return found;
        }, parameters);
    }

    private static long count(PreparedStatement query, Object... parameters) {
        return ask(query, (result) -> result.getLong(1), parameters);
    }

    private static <R> R ask(PreparedStatement query, Reading<R> reading, Object... parameters) {
        try {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof Integer number) {
                    query.setInt(i + 1, number);
                }
                else {
                    query.setString(i + 1, (String) parameters[i]);
                }
            }
            try (ResultSet result = query.executeQuery()) {
                return reading.of(result);
            }
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public List<?> fromTotal(int least) {
        return rows(this.fromTotal, least);
    }

    @Override
    public List<?> betweenTotals(int least, int most) {
        return rows(this.betweenTotals, least, most);
    }

    @Override
    public List<?> betweenTotalsById(int least, int most) {
        return rows(this.betweenTotalsById, least, most);
    }

    @Override
    public List<?> firstPage() {
        return rows(this.firstPage);
    }

    @Override
    public List<?> pageBehind(int pages) {
        if (this.pagesBefore != pages) {
            this.behind = ask(this.lastOfPage, (result) -> result.getString(1), pages * LIMIT - 1);
            this.pagesBefore = pages;
        }
        return rows(this.pageBehind, this.behind);
    }

    @Override
    public List<?> pageByOffset(int pages) {
        return rows(this.pageByOffset, pages * LIMIT);
    }

    @Override
    public List<?> newestOfUser(String user) {
        return rows(this.newestOfUser, user);
    }

    @Override
    public List<?> newestOfStatus(String status) {
        return rows(this.newestOfStatus, status);
    }

    @Override
    public long countOfUser(String user) {
        return count(this.countOfUser, user);
    }

    @Override
    public long countOfStatus(String status) {
        return count(this.countOfStatus, status);
    }

    @Override
    public long countBetweenTotals(int least, int most) {
        return count(this.countBetweenTotals, least, most);
    }

    @Override
    public String id(Object row) {
        return ((Found<?>) row).id();
    }

    @FunctionalInterface
    private interface Reading<R> {

        R of(ResultSet result) throws SQLException;

    }

}
