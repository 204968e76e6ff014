package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class SchemaTests {

    private static final CqlIdentifier SHOP = CqlIdentifier.fromInternal("shop");

    private final Table notes = Table.ofNotes();

    private final Node second = node(2);

    private final Node first = node(1);

    private final CqlSession session = mock(CqlSession.class);

    private final List<SimpleStatement> sent = new ArrayList<>();

    private final List<RuntimeException> refusals = new ArrayList<>();

    @BeforeEach
    void answer() {
        Map<UUID, Node> nodes = new LinkedHashMap<>();
        List.of(this.second, this.first).forEach((node) -> nodes.put(node.getHostId(), node));
        Metadata metadata = mock(Metadata.class);
        given(metadata.getNodes()).willReturn(nodes);
        given(this.session.getMetadata()).willReturn(metadata);
        given(this.session.execute(any(Statement.class))).willAnswer((call) -> answer(call.getArgument(0)));
    }

    private ResultSet answer(SimpleStatement statement) {
        this.sent.add(statement);
        if (statement.getNode() == this.second && !this.refusals.isEmpty()) {
            throw this.refusals.remove(0);
        }
        List<Row> rows = new ArrayList<>();
        if (statement.getQuery().contains("system_schema.columns") && !sent("CREATE TABLE").isEmpty()) {
            this.notes.columns().forEach((column, type) -> rows.add(row(column, type)));
        }
        ResultSet result = mock(ResultSet.class);
        given(result.all()).willReturn(rows);
        return result;
    }

    @Test
    void tablesAreCreatedWhenEachNodeKnowsThem() {
        this.refusals.add(new InvalidQueryException(this.second, "table fs_notes does not exist"));
        this.refusals.add(new InvalidQueryException(this.second, "table fs_notes does not exist"));
        create();
        assertThat(sent("SELECT ver")).extracting(SimpleStatement::getNode)
            .containsExactly(this.first, this.second, this.second, this.second);
    }

    @Test
    void aNodeThatDoesNotAnswerIsNotWaitedFor() {
        this.refusals.add(new OverloadedException(this.second));
        create();
        assertThat(sent("SELECT ver")).extracting(SimpleStatement::getNode).containsExactly(this.first, this.second);
    }

    @Test
    void allInstancesSendWhatCreatesATableToTheSameNode() {
        create();
        assertThat(sent("CREATE TABLE")).extracting(SimpleStatement::getNode).containsExactly(this.first);
    }

    private void create() {
        new Schema(new Requests(this.session), SHOP).create(List.of(this.notes));
    }

    private List<SimpleStatement> sent(String beginning) {
        return this.sent.stream().filter((each) -> each.getQuery().startsWith(beginning)).toList();
    }

    private Row row(String column, String type) {
        Row row = mock(Row.class);
        given(row.getString(0)).willReturn(this.notes.name().asInternal());
        given(row.getString(1)).willReturn(column);
        given(row.getString(2)).willReturn(type);
        return row;
    }

    private static Node node(int number) {
        Node node = mock(Node.class);
        given(node.getState()).willReturn(NodeState.UP);
        given(node.getHostId()).willReturn(new UUID(0, number));
        return node;
    }

}
