package io.filestore.data.queries;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.Query;
import io.filestore.error.InvalidQueryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Conditions on the id, and orders by it. */
class IdMethodTests {

    private final TestRepositories repositories = TestRepositories.open("films",
            CollectionOptions.memoryOnly().withIndexed("year"));

    private final Films films = this.repositories.make(Films.class);

    interface Films extends FileStoreRepository<Film, String> {

        List<Film> findByIdIn(Collection<String> ids);

        List<Film> findByIdNotIn(List<String> ids);

        Optional<Film> findByIdAndYear(String id, int year);

        List<Film> findByIdNot(String id);

        List<Film> findByIdBetween(String from, String to);

        List<Film> findByIdStartingWith(String start);

        List<Film> findByIdGreaterThanOrderByIdDesc(String id);

        List<Film> findByYearNotNullOrderByYearAscIdDesc();

        Film findFirstByOrderByIdDesc();

        boolean existsByIdAndYear(String id, int year);

        long deleteByIdIn(List<String> ids);

        Page<Film> findByIdLessThan(String id, Pageable pageable);

        Window<Film> findByTitleNotNull(ScrollPosition position, Sort sort, Limit limit);

        @Query("""
                {"where": {"#id": {"in": ?0}, "year": {"gt": ?1}}, "orderBy": ["-#id"]}""")
        List<Film> some(List<String> ids, int year);

    }

    @BeforeEach
    void save() {
        this.films.saveAll(List.of(Film.of("a", "A", 1979), Film.of("b", "B", 1985), Film.of("c", "C", 1979),
                Film.of("ca", "D", null), Film.of("e", "E", 2000)));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private static String ids(Iterable<Film> found) {
        StringBuilder ids = new StringBuilder();
        found.forEach((film) -> ids.append(film.id()).append(' '));
        return ids.toString().trim();
    }

    @Test
    void idsAreConditionsAsFieldsAre() {
        assertThat(ids(this.films.findByIdIn(List.of("e", "a", "x")))).isEqualTo("a e");
        assertThat(ids(this.films.findByIdNotIn(List.of("e", "a")))).isEqualTo("b c ca");
        assertThat(this.films.findByIdAndYear("a", 1979)).isPresent();
        assertThat(this.films.findByIdAndYear("a", 1980)).isEmpty();
        assertThat(ids(this.films.findByIdNot("b"))).isEqualTo("a c ca e");
        assertThat(ids(this.films.findByIdBetween("b", "c"))).isEqualTo("b c");
        assertThat(ids(this.films.findByIdStartingWith("c"))).isEqualTo("c ca");
        assertThat(this.films.existsByIdAndYear("b", 1985)).isTrue();
        assertThat(this.films.deleteByIdIn(List.of("a", "x"))).isOne();
    }

    @Test
    void rowsComeInTheOrderOfIds() {
        assertThat(ids(this.films.findByIdGreaterThanOrderByIdDesc("b"))).isEqualTo("e ca c");
        assertThat(ids(this.films.findByYearNotNullOrderByYearAscIdDesc())).isEqualTo("c a b e");
        assertThat(this.films.findFirstByOrderByIdDesc().id()).isEqualTo("e");
        assertThat(ids(this.films.findAll(Sort.by("id").descending()))).isEqualTo("e ca c b a");
        assertThat(ids(this.films.findAll(Sort.by(Film::year).and(Sort.by(Film::id).descending()))))
            .isEqualTo("ca c a b e");
        assertThat(ids(this.films.findByIdLessThan("d", PageRequest.of(0, 2, Sort.by("id").descending()))))
            .isEqualTo("ca c");
    }

    @Test
    void windowsInTheOrderOfIdsGoForwardAndBackward() {
        for (Sort sort : List.of(Sort.unsorted(), Sort.by("id"))) {
            Window<Film> first = this.films.findByTitleNotNull(ScrollPosition.keyset(), sort, Limit.of(2));
            assertThat(ids(first)).isEqualTo("a b");
            assertThat(((KeysetScrollPosition) first.positionAt(1)).getKeys()).isEqualTo(Map.of("id", "b"));
            Window<Film> second = this.films.findByTitleNotNull(first.positionAt(1), sort, Limit.of(2));
            assertThat(ids(second)).isEqualTo("c ca");
            KeysetScrollPosition back = ((KeysetScrollPosition) second.positionAt(1)).backward();
            assertThat(ids(this.films.findByTitleNotNull(back, sort, Limit.of(2)))).isEqualTo("b c");
            assertThat(ids(this.films.findByTitleNotNull(ScrollPosition.keyset().backward(), sort, Limit.of(2))))
                .isEqualTo("ca e");
        }
        Window<Film> mixed = this.films.findByTitleNotNull(ScrollPosition.keyset(), Sort.by("year", "id"), Limit.of(2));
        assertThat(ids(mixed)).isEqualTo("ca a");
        assertThat(ids(this.films.findByTitleNotNull(mixed.positionAt(1), Sort.by("year", "id"), Limit.of(2))))
            .isEqualTo("c b");
    }

    @Test
    void exampleAndQueryAskForIds() {
        Film probe = new Film("c", null, null, false, null, null, null, null, null, null);
        assertThat(ids(this.films.findAll(Example.of(probe)))).isEqualTo("c");
        assertThat(ids(this.films.findAll(
                Example.of(probe, ExampleMatcher.matching().withStringMatcher(ExampleMatcher.StringMatcher.STARTING)))))
            .isEqualTo("c ca");
        assertThat(ids(this.films.some(List.of("a", "b", "ca"), 1900))).isEqualTo("b a");
    }

    @io.filestore.data.mapping.Collection("films")
    record ByUuid(@Id UUID id, String title) {
    }

    interface ByUuids extends FileStoreRepository<ByUuid, UUID> {

        List<ByUuid> findByIdInOrderById(Collection<UUID> ids);

        List<ByUuid> findByIdLessThan(UUID id);

    }

    @io.filestore.data.mapping.Collection("films")
    record Numbered(@Id Long id, String title) {
    }

    interface Numbers extends FileStoreRepository<Numbered, Long> {

        List<Numbered> findByIdIn(Collection<Long> ids);

        List<Numbered> findByIdAndTitle(Long id, String title);

        List<Numbered> findByIdNot(long id);

    }

    @Test
    void idsMayBeUuidsOrNumbers() {
        this.films.deleteAll();
        try (TestRepositories other = TestRepositories.open("films", CollectionOptions.memoryOnly())) {
            ByUuids uuids = other.make(ByUuids.class);
            ByUuid one = uuids.save(new ByUuid(null, "x"));
            ByUuid two = uuids.save(new ByUuid(null, "y"));
            assertThat(uuids.findByIdInOrderById(List.of(two.id(), one.id()))).containsExactlyInAnyOrder(one, two);
            assertThat(uuids.findByIdLessThan(UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"))).hasSize(2);
        }
        try (TestRepositories other = TestRepositories.open("films", CollectionOptions.memoryOnly())) {
            Numbers numbers = other.make(Numbers.class);
            numbers.saveAll(List.of(new Numbered(7L, "x"), new Numbered(10L, "y")));
            assertThat(numbers.findByIdIn(List.of(7L, 8L))).hasSize(1);
            assertThat(numbers.findByIdAndTitle(10L, "y")).hasSize(1);
            assertThat(numbers.findByIdNot(7)).hasSize(1);
            assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> numbers.findAll(Sort.by("id")))
                .withMessageContaining("\"10\" before \"9\"");
            assertThat(numbers.<Numbered, List<Numbered>>findBy(Example.of(new Numbered(null, "x")),
                    (query) -> query.project("id", "title").all()))
                .containsExactly(new Numbered(7L, "x"));
        }
    }

    interface NumberRange extends FileStoreRepository<Numbered, Long> {

        List<Numbered> findByIdGreaterThan(long id);

    }

    interface NumberOrder extends FileStoreRepository<Numbered, Long> {

        List<Numbered> findByTitleOrderById(String title);

    }

    interface NullId extends FileStoreRepository<Film, String> {

        List<Film> findByIdIsNull();

    }

    interface IdForField extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"id": ?0}}""")
        List<Film> bad(String id);

    }

    private static void refused(Class<?> repository, String... parts) {
        try (TestRepositories other = TestRepositories.open("films", CollectionOptions.memoryOnly())) {
            assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> other.make(repository))
                .satisfies((ex) -> assertThat(ex.toString()).contains(parts));
        }
    }

    @Test
    void whatIsWrongOfIdsFailsTheStart() {
        refused(NumberRange.class, "findByIdGreaterThan", "\"10\" before \"9\"");
        refused(NumberOrder.class, "findByTitleOrderById", "\"10\" before \"9\"");
        refused(NullId.class, "findByIdIsNull", "every row has");
        refused(IdForField.class, "bad", "'#id'");
    }

}
