package io.filestore.cassandra;

import java.util.List;
import java.util.stream.IntStream;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.junit.jupiter.api.Test;

import io.filestore.backend.CollectionBackend;
import io.filestore.remote.IndexTerm;
import io.filestore.remote.RemoteChange;

import static org.assertj.core.api.Assertions.assertThat;

class HeadroomTests {

    @Test
    void aSmallWriteIsSentAsItIs() {
        assertThat(above(row(1000, 10)).getCustomPayload()).isEmpty();
    }

    @Test
    void theMessageOfALargeWriteIsLargerThanWhatNodesWriteDown() {
        assertThat(bytes(row(100_000, 0))).isGreaterThan(4000);
        assertThat(bytes(row(100_000, 5000))).isGreaterThan(bytes(row(100_000, 0)) + 5000 * 10);
    }

    @Test
    void manySmallRowsAreALargeWrite() {
        assertThat(bytes(IntStream.range(0, 1000).mapToObj((i) -> row(1, 0)).toArray(Written[]::new)))
            .isGreaterThan(4000);
    }

    private static int bytes(Written... rows) {
        return above(rows).getCustomPayload()
            .values()
            .stream()
            .mapToInt((value) -> (value != null) ? value.remaining() : 0)
            .sum();
    }

    private static Statement<?> above(Written... rows) {
        return Headroom.above(SimpleStatement.newInstance("UPDATE"), List.of(rows));
    }

    private static Written row(int bytes, int terms) {
        List<IndexTerm> all = IntStream.range(0, terms).mapToObj((i) -> IndexTerm.of("n", "x" + i)).toList();
        return new Written(Replacement
            .found(new RemoteChange("rows", "a", new byte[bytes], 0, CollectionBackend.ANY, all), null, false), 1);
    }

}
