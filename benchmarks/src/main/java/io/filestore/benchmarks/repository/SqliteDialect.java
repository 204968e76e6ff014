package io.filestore.benchmarks.repository;

import org.springframework.data.jdbc.core.dialect.JdbcArrayColumns;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.relational.core.dialect.AnsiDialect;
import org.springframework.data.relational.core.dialect.LimitClause;

/**
 * SQLite, which Spring Data JDBC does not know: standard SQL but for its limits.
 */
final class SqliteDialect extends AnsiDialect implements JdbcDialect {

    private static final LimitClause LIMIT = new LimitClause() {

        @Override
        public String getLimit(long limit) {
            return "LIMIT " + limit;
        }

        @Override
        public String getOffset(long offset) {
            return getLimitOffset(-1, offset);
        }

        @Override
        public String getLimitOffset(long limit, long offset) {
            return getLimit(limit) + " OFFSET " + offset;
        }

        @Override
        public Position getClausePosition() {
            return Position.AFTER_ORDER_BY;
        }

    };

    @Override
    public LimitClause limit() {
        return LIMIT;
    }

    @Override
    public JdbcArrayColumns getArraySupport() {
        return JdbcArrayColumns.Unsupported.INSTANCE;
    }

}
