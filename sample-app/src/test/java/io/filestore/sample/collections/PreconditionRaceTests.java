package io.filestore.sample.collections;

import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

import io.filestore.RowCollection;
import io.filestore.error.VersionConflictException;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/** Somebody changes the row between the look at its version and the write. */
class PreconditionRaceTests {

    private static final Row ROW = Row.parse("{}");

    @SuppressWarnings("unchecked")
    private final RowCollection<Row> rows = mock(RowCollection.class);

    @BeforeEach
    void versionOneBecomesVersionTwo() {
        given(this.rows.name()).willReturn("rows");
        given(this.rows.contains("a")).willReturn(true);
        given(this.rows.entry("a")).willReturn(version(1)).willReturn(version(2));
        VersionConflictException conflict = new VersionConflictException("rows", "a", 1, 2);
        given(this.rows.put("a", ROW, 1)).willThrow(conflict);
        willThrow(conflict).given(this.rows).delete("a", 1);
    }

    private static Optional<RowEntry<Row>> version(long version) {
        return Optional.of(new RowEntry<>("a", version, ROW));
    }

    private static Precondition ifMatch(String eTag) {
        HttpHeaders headers = new HttpHeaders();
        headers.add("If-Match", eTag);
        return Precondition.of(headers);
    }

    @Test
    void conditionThatHoldsForTheNewVersionTooIsWrittenOverThat() {
        given(this.rows.put("a", ROW, 2)).willReturn(new PutResult(3, false));
        assertThat(ifMatch("*").put(this.rows, "a", ROW)).isEqualTo(new PutResult(3, false));
    }

    @Test
    void conditionThatHoldsForTheNewVersionTooDeletesThat() {
        assertThat(ifMatch("*").delete(this.rows, "a")).isTrue();
        verify(this.rows).delete("a", 2);
    }

    @Test
    void conditionThatHeldForTheOldVersionOnlyHasFailed() {
        assertThatExceptionOfType(ErrorResponseException.class)
            .isThrownBy(() -> ifMatch("\"1\"").put(this.rows, "a", ROW))
            .satisfies((ex) -> assertThat(ex.getBody().getStatus()).isEqualTo(412))
            .satisfies((ex) -> assertThat(ex.getBody().getDetail()).contains("has version 2"));
    }

    @Test
    void deleteUnderAConditionThatHeldForTheOldVersionOnlyHasFailed() {
        assertThatExceptionOfType(ErrorResponseException.class)
            .isThrownBy(() -> ifMatch("\"1\"").delete(this.rows, "a"))
            .satisfies((ex) -> assertThat(ex.getBody().getStatus()).isEqualTo(412));
    }

    @Test
    void rowThatSomebodyElseHasDeletedMeanwhileIsNotThere() {
        given(this.rows.contains("a")).willReturn(true, false);
        assertThat(ifMatch("*").delete(this.rows, "a")).isFalse();
    }

}
