package io.filestore.data.queries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.support.WindowIterator;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.PlanKind;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WindowTests {

    private static final Sort YEAR = Sort.by("year").and(Sort.by("studio.city").descending());

    private final TestRepositories repositories = TestRepositories.open("films",
            CollectionOptions.memoryOnly().withIndexed("year", "rating"));

    private final Films films = this.repositories.make(Films.class);

    interface Films extends FileStoreRepository<Film, String> {

        Window<Film> findFirst3By(ScrollPosition position, Sort sort);

        Window<Film> findFirst3ByOrderByYearDesc(KeysetScrollPosition position);

        Window<Film> findBySeenFalse(ScrollPosition position, Limit limit);

        Window<Film> findByTitleNotNull(OffsetScrollPosition position);

        Window<Film> findBySeenFalseOrderByTitle(Pageable pageable);

        Window<Film> findFirst2ByTagsContainingOrderByYear(String tag, ScrollPosition position);

    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private void ten() {
        for (int i = 0; i < 10; i++) {
            String id = String.valueOf((char) ('a' + i));
            Integer year = (i % 4 == 3) ? null : 1980 + i % 4;
            this.films.save(Film.of(id, "T" + (9 - i), year)
                .withStudio((i % 3 == 0) ? null : new Film.Studio("x", "city" + i % 2)));
        }
    }

    private static String ids(Iterable<Film> found) {
        StringBuilder ids = new StringBuilder();
        found.forEach((film) -> ids.append(film.id()));
        return ids.toString();
    }

    private String all(ScrollPosition begin, Sort sort) {
        List<Film> all = new ArrayList<>();
        WindowIterator.of((position) -> this.films.findFirst3By(position, sort))
            .startingAt(begin)
            .forEachRemaining(all::add);
        return ids(all);
    }

    @Test
    void windowsByOffsetAndByKeysetGiveAllRowsInOrder() {
        ten();
        String sorted = ids(this.films.findAll(YEAR));
        assertThat(sorted).hasSize(10);
        assertThat(all(ScrollPosition.offset(), YEAR)).isEqualTo(sorted);
        assertThat(all(ScrollPosition.keyset(), YEAR)).isEqualTo(sorted);
        assertThat(all(ScrollPosition.keyset(), Sort.unsorted())).isEqualTo("abcdefghij");
        assertThat(all(ScrollPosition.keyset(), Sort.by(Sort.Order.asc("year").nullsLast()))).hasSize(10)
            .endsWith("dh");
    }

    @Test
    void positionOfEachRowIsWhereTheNextWindowBegins() {
        ten();
        String sorted = ids(this.films.findAll(YEAR));
        for (ScrollPosition begin : List.of(ScrollPosition.offset(), ScrollPosition.keyset())) {
            Window<Film> first = this.films.findFirst3By(begin, YEAR);
            assertThat(first.hasNext()).isTrue();
            for (int i = 0; i < 3; i++) {
                assertThat(ids(this.films.findFirst3By(first.positionAt(i), YEAR)))
                    .isEqualTo(sorted.substring(i + 1, i + 4));
            }
        }
    }

    @Test
    void keysAreTheFieldsOfTheOrderAndTheId() {
        this.films.save(Film.of("x", "X", 1990));
        Window<Film> window = this.films.findFirst3By(ScrollPosition.keyset(),
                Sort.by("year", "studio.city", "rating"));
        assertThat(((KeysetScrollPosition) window.positionAt(0)).getKeys()).containsExactly(Map.entry("year", 1990),
                Map.entry("studio.city", "Berlin"), Map.entry("imdb_rating", new java.math.BigDecimal("7.5")),
                Map.entry("id", "x"));
    }

    @Test
    void positionsMayBeMadeByHandAndHaveNullInThem() {
        ten();
        Map<String, Object> keys = new HashMap<>(Map.of("id", "d"));
        keys.put("year", null);
        assertThat(ids(this.films.findFirst3By(ScrollPosition.forward(keys), Sort.by("year")))).isEqualTo("hae");
        keys.put("year", 1980);
        keys.put("id", "zzz");
        assertThat(ids(this.films.findFirst3By(ScrollPosition.forward(keys), Sort.by("year")))).startsWith("b");
    }

    @Test
    void lastWindowHasAPositionBehindWhichNewRowsCome() {
        ten();
        Window<Film> last = this.films.findBySeenFalse(ScrollPosition.keyset(), Limit.of(10));
        assertThat(last.hasNext()).isFalse();
        this.films.save(Film.of("k", "K", 1));
        assertThat(ids(this.films.findBySeenFalse(last.positionAt(9), Limit.of(10)))).isEqualTo("k");
        assertThat(ids(this.films.findBySeenFalse(last.positionAt(last.getContent().get(8)), Limit.of(10))))
            .isEqualTo("jk");
    }

    @Test
    void windowsGoBackwards() {
        ten();
        String sorted = ids(this.films.findAll(YEAR));
        Window<Film> first = this.films.findFirst3By(ScrollPosition.keyset(), YEAR);
        Window<Film> second = this.films.findFirst3By(first.positionAt(2), YEAR);
        Window<Film> back = this.films.findFirst3By(((KeysetScrollPosition) second.positionAt(2)).backward(), YEAR);
        assertThat(ids(back)).isEqualTo(sorted.substring(2, 5));
        assertThat(back.hasNext()).isTrue();
        assertThat(ids(this.films.findFirst3By(ScrollPosition.keyset().backward(), YEAR)))
            .isEqualTo(sorted.substring(7));
        List<Film> all = new ArrayList<>();
        WindowIterator.of((position) -> this.films.findFirst3By(position, YEAR))
            .startingAt(ScrollPosition.keyset().backward())
            .forEachRemaining(all::add);
        assertThat(all).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void windowsWithoutALimitHaveAll() {
        ten();
        assertThat(ids(this.films.findByTitleNotNull(ScrollPosition.offset()))).isEqualTo("abcdefghij");
        assertThat(ids(this.films.findByTitleNotNull(ScrollPosition.offset(7)))).isEqualTo("ij");
        assertThat(this.films.findBySeenFalse(ScrollPosition.keyset(), Limit.unlimited())).hasSize(10);
    }

    @Test
    void pageableSaysWhereAWindowIsAndHowLong() {
        ten();
        Window<Film> window = this.films.findBySeenFalseOrderByTitle(PageRequest.of(1, 4));
        assertThat(ids(window)).isEqualTo("fedc");
        assertThat(window.hasNext()).isTrue();
        assertThat(window.positionAt(3)).isEqualTo(ScrollPosition.offset(7));
    }

    /** As the row is stored, and not as it is read. */
    @Test
    void positionsAreExact() {
        for (String fraction : List.of("", ".0", ".00", ".000", ".5", ".000000", ".25")) {
            this.repositories.store()
                .collection("films")
                .put("f" + fraction, Row.of("since", "1970-01-01T00:00:00" + fraction + "Z"));
        }
        assertThat(all(ScrollPosition.keyset(), Sort.by("since"))).isEqualTo("f.000000f.000f.00f.0f.25f.5f");
    }

    @Test
    void positionOfAnotherOrderAndOneWithoutAnIdAreRefused() {
        ten();
        Window<Film> window = this.films.findFirst3By(ScrollPosition.keyset(), Sort.by("title"));
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.films.findFirst3ByOrderByYearDesc((KeysetScrollPosition) window.positionAt(0)))
            .withMessageContainingAll("'year'", "title", "began");
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.films.findFirst3By(ScrollPosition.forward(Map.of("title", "x")), Sort.by("title")))
            .withMessageContaining("'id'");
        assertThatIllegalArgumentException().isThrownBy(() -> this.films.findFirst3By(null, YEAR))
            .withMessageContaining("ScrollPosition.keyset()");
    }

    /** However many rows are before it. */
    @Test
    void laterWindowLooksAtNoMoreRowsThanTheFirst() {
        for (int i = 0; i < 500; i++) {
            this.films.save(Film.of("f" + i, "T", i));
        }
        ScrollPosition position = ScrollPosition.keyset();
        for (int i = 0; i < 100; i++) {
            position = this.films.findFirst3ByOrderByYearDesc((KeysetScrollPosition) position).positionAt(2);
        }
        assertThat(((KeysetScrollPosition) position).getKeys()).containsEntry("year", 200);
        assertThat(this.repositories.store().stats().collections().get("films").queries().get(PlanKind.ORDER).count())
            .isGreaterThanOrEqualTo(99);
    }

}
