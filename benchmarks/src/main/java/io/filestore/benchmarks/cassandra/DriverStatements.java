package io.filestore.benchmarks.cassandra;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.benchmarks.data.Customer;

/**
 * The statements of {@code filestore-cassandra}, each as often as it is needed here.
 */
final class DriverStatements {

    static final int VERSION = 1;

    static final int TXID = 2;

    static final int DOC = 4;

    static final int PAST = 5;

    private static final String COLUMNS = "id, ver, txid, exp, doc";

    private static final String SET = " SET ver = ?, txid = ?, exp = ?, doc = ?, terms = ?";

    private static final String ROW = " WHERE grp = ? AND coll = ? AND id = ?";

    private static final String MARK = " WHERE grp = ? AND coll = '' AND id = ''";

    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final JsonMapper mapper = new JsonMapper();

    final PreparedStatement read;

    final PreparedStatement replace;

    final PreparedStatement readLast;

    final PreparedStatement write;

    final PreparedStatement find;

    final PreparedStatement readMark;

    final PreparedStatement readAccount;

    final PreparedStatement replaceMark;

    final PreparedStatement writeAccount;

    final PreparedStatement commit;

    private final CqlSession session;

    DriverStatements(CqlSession session, String keyspace) {
        this.session = session;
        String versioned = keyspace + "." + ClusterRows.VERSIONED;
        String last = keyspace + "." + ClusterRows.LAST_WRITE_WINS;
        String groups = keyspace + ".fs_group";
        this.read = read("SELECT " + COLUMNS + ", past FROM " + versioned + " WHERE id = ?", ConsistencyLevel.QUORUM);
        this.replace = write("UPDATE " + versioned + " USING TTL ?" + SET + ", past = ? WHERE id = ? IF ver = ?");
        this.readLast = read("SELECT " + COLUMNS + ", past FROM " + last + " WHERE id = ?", ConsistencyLevel.QUORUM);
        this.write = write("UPDATE " + last + " USING TIMESTAMP ? AND TTL ?" + SET + ", past = ? WHERE id = ?");
        this.find = read("SELECT " + COLUMNS + " FROM " + versioned + " WHERE terms CONTAINS ?",
                ConsistencyLevel.QUORUM);
        this.readMark = read("SELECT txid FROM " + groups + MARK, ConsistencyLevel.SERIAL);
        this.readAccount = read("SELECT " + COLUMNS + " FROM " + groups + ROW, ConsistencyLevel.QUORUM);
        this.replaceMark = write("UPDATE " + groups + " SET txid = ?" + MARK + " IF txid = ?");
        this.writeAccount = write("UPDATE " + groups + " USING TTL ?" + SET + ROW);
        this.commit = write(
                "UPDATE " + groups + " USING TTL 600 SET txid = ?" + " WHERE grp = ? AND coll = '~commits' AND id = ?");
    }

    private PreparedStatement read(String cql, ConsistencyLevel level) {
        return this.session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true).setConsistencyLevel(level));
    }

    private PreparedStatement write(String cql) {
        return this.session.prepare(SimpleStatement.newInstance(cql)
            .setIdempotent(false)
            .setConsistencyLevel(ConsistencyLevel.QUORUM)
            .setSerialConsistencyLevel(ConsistencyLevel.SERIAL));
    }

    /** A batch has no levels of its statements. */
    static BatchStatementBuilder atQuorum(BatchStatementBuilder batch) {
        return batch.setIdempotence(false)
            .setConsistencyLevel(ConsistencyLevel.QUORUM)
            .setSerialConsistencyLevel(ConsistencyLevel.SERIAL);
    }

    /** Binds the time to live, which is for ever, and what is set. */
    static void bind(BoundStatementBuilder statement, int first, UUID txid, long version, Customer row) {
        statement.setInt(first, 0)
            .setLong(first + 1, version)
            .setUuid(first + 2, txid)
            .setInstant(first + 3, NEVER)
            .setBytesUnsafe(first + 4, ByteBuffer.wrap(mapper.writeValueAsBytes(row)))
            .setSet(first + 5, Set.of(term(row.city())), String.class);
    }

    /** What a row is found by. */
    static String term(String city) {
        return "city=\"" + city + "\"";
    }

    static Customer customer(@Nullable ByteBuffer doc) {
        ByteBuffer bytes = Objects.requireNonNull(doc);
        byte[] json = new byte[bytes.remaining()];
        bytes.get(json);
        return mapper.readValue(json, Customer.class);
    }

}
