package io.filestore.cassandra;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.filestore.backend.CollectionBackend;
import io.filestore.remote.IndexTerm;
import io.filestore.remote.RemoteChange;

import static org.assertj.core.api.Assertions.assertThat;

class LastWriteDomainTests {

    @Test
    void aSmallRowIsInOneBatchWithItsEntry() {
        assertThat(LastWriteDomain.isLarge(row(3000, 10))).isFalse();
    }

    @Test
    void aRowOfManyBytesOrTermsWouldMakeTheBatchTooLarge() {
        assertThat(LastWriteDomain.isLarge(row(5000, 0))).isTrue();
        assertThat(LastWriteDomain.isLarge(row(3000, 1000))).isTrue();
    }

    private static RemoteChange row(int bytes, int terms) {
        return new RemoteChange("rows", "a", new byte[bytes], 0, CollectionBackend.ANY,
                IntStream.range(0, terms).mapToObj((i) -> IndexTerm.of("numbers", "x" + i)).toList());
    }

}
