package io.filestore.io;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FileNamesTests {

    @Test
    void sealedLogIsNamedByItsFirstLsn() {
        assertThat(FileNames.sealedLog(17)).isEqualTo("_wal-00000000000000000017.jsonl");
        assertThat(FileNames.firstLsn(FileNames.sealedLog(Long.MAX_VALUE))).hasValue(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> FileNames.sealedLog(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "_wal.jsonl", "_wal-17.jsonl", "_wal-99999999999999999999.jsonl",
            "_wal-00000000000000000017.jsonl.tmp", "x_wal-00000000000000000017.jsonl" })
    void otherNamesAreNoSealedLogs(String name) {
        assertThat(FileNames.firstLsn(name)).isEmpty();
    }

    @Test
    void onlyExactNamesAreOurOwn() {
        for (String own : List.of("_lock", "_checkpoint.json", "_checkpoint.json.tmp", "_wal.jsonl", "_values.json",
                "_values.json.tmp", "_values.json.checksums.jsonl", "_quarantine", FileNames.sealedLog(17))) {
            assertThat(FileNames.isOwn(own)).as(own).isTrue();
        }
        for (String other : List.of("_", "_wal", "_wal.jsonl.bak", "_wal.json", "_WAL.jsonl", "_wal-1.jsonl",
                "_wal-0000000000000000017.jsonl", "_wal-000000000000000000017.jsonl", "_wal-0000000000000000001x.jsonl",
                "_wal-00000000000000000017.jsonl.gz", "_wal-99999999999999999999.jsonl", "_lock.txt",
                "_checkpoint (1).json", "_values.json.tmp.tmp", "wal.jsonl", "_values.json.indices", ".tmp")) {
            assertThat(FileNames.isOwn(other)).as(other).isFalse();
        }
    }

}
