package io.filestore.data.queries;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.util.Streamable;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** In what a method can hand over what it finds. */
class ReturnTypeTests {

    private final TestRepositories repositories = TestRepositories.open("films",
            CollectionOptions.memoryOnly().withIndexed("year"));

    private final Films films = this.repositories.make(Films.class);

    interface Films extends FileStoreRepository<Film, String> {

        Iterable<Film> findIterableByYearNotNull();

        Collection<Film> findCollectionByYearNotNull();

        Set<Film> findSetByYearNotNullOrderByYearDesc();

        Film[] findArrayByYearNotNull();

        Streamable<Film> findStreamableByYearNotNull();

        Streamable<Film> findPartByYearNotNull(Pageable pageable);

        Stream<Film> findStreamByYearNotNull(Limit limit);

        Stream<Film> findPagedByYearNotNull(Pageable pageable);

        List<Film> findListByYearNotNull(Pageable pageable);

        Optional<List<Film>> findOptionalByYear(int year);

        CompletableFuture<List<Film>> findLaterByYear(int year);

        CompletableFuture<Film> findOneLaterByTitle(String title);

        Future<Film> findFutureByTitle(String title);

        Page<Film> findPageByYearNotNull(Pageable pageable);

        Slice<Film> findSliceByYearNotNullOrderByYear(Pageable pageable);

        List<Film> findByTitle(Optional<String> title);

    }

    @BeforeEach
    void save() {
        this.films.saveAll(List.of(Film.of("a", "A", 1979), Film.of("b", "B", 1985), Film.of("c", "C", 1979),
                Film.of("d", "D", null), Film.of("e", "E", 2000)));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private static String ids(Iterable<Film> found) {
        StringBuilder ids = new StringBuilder();
        found.forEach((film) -> ids.append(film.id()));
        return ids.toString();
    }

    @Test
    void iterablesCollectionsSetsAndArrays() {
        assertThat(ids(this.films.findIterableByYearNotNull())).isEqualTo("abce");
        assertThat(ids(this.films.findCollectionByYearNotNull())).isEqualTo("abce");
        assertThat(ids(this.films.findSetByYearNotNullOrderByYearDesc())).isEqualTo("ebca");
        assertThat(this.films.findArrayByYearNotNull()).hasSize(4);
    }

    @Test
    void streamablesAndStreams() {
        assertThat(ids(this.films.findStreamableByYearNotNull())).isEqualTo("abce");
        assertThat(ids(this.films.findPartByYearNotNull(PageRequest.of(1, 3)))).isEqualTo("e");
        assertThat(ids(this.films.findStreamByYearNotNull(Limit.of(2)).toList())).isEqualTo("ab");
        assertThat(ids(this.films.findPagedByYearNotNull(PageRequest.of(1, 2, Sort.by("title").descending())).toList()))
            .isEqualTo("ba");
        assertThat(ids(this.films.findPagedByYearNotNull(Pageable.unpaged(Sort.by("title").descending())).toList()))
            .isEqualTo("ecba");
    }

    @Test
    void listsOfAPage() {
        assertThat(ids(this.films.findListByYearNotNull(PageRequest.of(1, 2)))).isEqualTo("ce");
        assertThat(ids(this.films.findListByYearNotNull(Pageable.unpaged()))).isEqualTo("abce");
    }

    @Test
    void optionalsAndFuturesAreThereAtOnce() throws Exception {
        assertThat(ids(this.films.findOptionalByYear(1979).orElseThrow())).isEqualTo("ac");
        assertThat(ids(this.films.findLaterByYear(1979).get())).isEqualTo("ac");
        assertThat(this.films.findLaterByYear(1979)).isCompleted();
        assertThat(this.films.findOneLaterByTitle("B").get().id()).isEqualTo("b");
        assertThat(this.films.findOneLaterByTitle("x").get()).isNull();
        assertThat(this.films.findFutureByTitle("B").get().id()).isEqualTo("b");
    }

    @Test
    void argumentsMayBeOptional() {
        assertThat(ids(this.films.findByTitle(Optional.of("A")))).isEqualTo("a");
        assertThat(ids(this.films.findByTitle(Optional.empty()))).isEmpty();
    }

    @Test
    void pageCountsOnlyIfItMust() {
        long before = counts();
        assertThat(this.films.findPageByYearNotNull(PageRequest.of(0, 9)).getTotalElements()).isEqualTo(4);
        assertThat(this.films.findPageByYearNotNull(PageRequest.of(1, 3)).getTotalElements()).isEqualTo(4);
        assertThat(counts() - before).isEqualTo(2);
        assertThat(this.films.findPageByYearNotNull(PageRequest.of(0, 2)).getTotalElements()).isEqualTo(4);
        assertThat(counts() - before).isEqualTo(4);
        assertThat(this.films.findPageByYearNotNull(PageRequest.of(7, 2)).getTotalElements()).isEqualTo(4);
    }

    private long counts() {
        return this.repositories.store()
            .stats()
            .collections()
            .get("films")
            .queries()
            .values()
            .stream()
            .mapToLong((each) -> each.count())
            .sum();
    }

    @Test
    void sliceKnowsWhetherThereIsMore() {
        Slice<Film> first = this.films.findSliceByYearNotNullOrderByYear(PageRequest.of(0, 2));
        assertThat(ids(first)).isEqualTo("ac");
        assertThat(first.hasNext()).isTrue();
        Slice<Film> second = this.films.findSliceByYearNotNullOrderByYear(first.nextPageable());
        assertThat(ids(second)).isEqualTo("be");
        assertThat(second.hasNext()).isFalse();
        assertThat(this.films.findSliceByYearNotNullOrderByYear(Pageable.unpaged())).hasSize(4);
        assertThat(this.films.findSliceByYearNotNullOrderByYear(PageRequest.of(9, 2))).isEmpty();
    }

}
