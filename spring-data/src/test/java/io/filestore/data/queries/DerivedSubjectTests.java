package io.filestore.data.queries;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a method's name can begin with, and the order in it. */
class DerivedSubjectTests {

    private final TestRepositories repositories = TestRepositories.open("films",
            CollectionOptions.memoryOnly().withIndexed("year"));

    private final Films films = this.repositories.make(Films.class);

    interface Films extends FileStoreRepository<Film, String> {

        List<Film> findByYear(int year);

        List<Film> readByYear(int year);

        List<Film> getByYear(int year);

        List<Film> queryByYear(int year);

        List<Film> searchByYear(int year);

        Stream<Film> streamByYear(int year);

        List<Film> findAllBy();

        List<Film> findFilmsByYear(int year);

        List<Film> findDistinctByYear(int year);

        List<Film> findDistinctFilmByYear(int year);

        long countByYear(int year);

        int countFilmsByYear(Integer year);

        long countDistinctByYear(int year);

        long countByYearNotNull(Limit limit);

        boolean existsByYear(int year);

        Boolean existsFilmByTitle(String title);

        void deleteByYear(int year);

        long deleteAllByYear(int year);

        int removeByYear(int year);

        boolean removeByTitle(String title);

        List<Film> deleteByTitleIn(List<String> titles);

        @Nullable Film deleteByTitle(String title);

        Optional<Film> removeOneByYear(int year);

        List<Film> deleteByYearNotNullOrderByYearDesc(Limit limit);

        @Nullable Film findFirstByOrderByYearDesc();

        Optional<Film> findTopByOrderByYear();

        List<Film> findFirst2ByOrderByYearDesc();

        List<Film> findTop2ByYearNotNullOrderByYearAscTitleDesc();

        List<Film> findFirst3ByOrderByTitle(Limit limit);

        List<Film> findTop2ByYearNotNull(Sort sort);

        List<Film> findByYearNotNullOrderByYear(Sort sort);

        List<Film> findByOrderByStudioNameAscRatingDesc();

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
    void allVerbsFind() {
        assertThat(ids(this.films.findByYear(1979))).isEqualTo("ac");
        assertThat(ids(this.films.readByYear(1979))).isEqualTo("ac");
        assertThat(ids(this.films.getByYear(1979))).isEqualTo("ac");
        assertThat(ids(this.films.queryByYear(1979))).isEqualTo("ac");
        assertThat(ids(this.films.searchByYear(1979))).isEqualTo("ac");
        assertThat(this.films.streamByYear(1979)).hasSize(2);
        assertThat(ids(this.films.findAllBy())).isEqualTo("abcde");
        assertThat(ids(this.films.findFilmsByYear(2000))).isEqualTo("e");
    }

    @Test
    void distinctRowsAreTheRows() {
        assertThat(ids(this.films.findDistinctByYear(1979))).isEqualTo("ac");
        assertThat(ids(this.films.findDistinctFilmByYear(1979))).isEqualTo("ac");
        assertThat(this.films.countDistinctByYear(1979)).isEqualTo(2);
    }

    @Test
    void countAndExists() {
        assertThat(this.films.countByYear(1979)).isEqualTo(2);
        assertThat(this.films.countFilmsByYear(1979)).isEqualTo(2);
        assertThat(this.films.countFilmsByYear(null)).isEqualTo(1);
        assertThat(this.films.countByYearNotNull(Limit.of(3))).isEqualTo(3);
        assertThat(this.films.countByYearNotNull(Limit.unlimited())).isEqualTo(4);
        assertThat(this.films.existsByYear(1985)).isTrue();
        assertThat(this.films.existsFilmByTitle("x")).isFalse();
    }

    @Test
    void deleteAndRemoveSayHowManyOrWhich() {
        this.films.deleteByYear(2000);
        assertThat(ids(this.films.findAll())).isEqualTo("abcd");
        assertThat(this.films.deleteAllByYear(1979)).isEqualTo(2);
        assertThat(this.films.removeByYear(1985)).isOne();
        assertThat(this.films.removeByTitle("x")).isFalse();
        assertThat(this.films.removeByTitle("D")).isTrue();
        save();
        assertThat(ids(this.films.deleteByTitleIn(List.of("A", "B", "x")))).isEqualTo("ab");
        assertThat(this.films.deleteByTitle("x")).isNull();
        assertThat(this.films.deleteByTitle("C").id()).isEqualTo("c");
        assertThat(this.films.removeOneByYear(2000)).isPresent();
        assertThat(ids(this.films.findAll())).isEqualTo("d");
    }

    @Test
    void whatShouldDeleteOneDeletesNoneOfSeveral() {
        assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
            .isThrownBy(() -> this.films.removeOneByYear(1979))
            .withMessage(
                    "Films.removeOneByYear cannot return what it finds. One row of collection 'films' was asked for,"
                            + " and 2 were found. None was deleted. Ask for a List, or for the first one: by First in the name of a"
                            + " method, or by a limit of 1.");
        assertThat(this.films.count()).isEqualTo(5);
    }

    @Test
    void deletingMayHaveAnOrderAndALimit() {
        assertThat(ids(this.films.deleteByYearNotNullOrderByYearDesc(Limit.of(2)))).isEqualTo("eb");
    }

    @Test
    void firstAndTopAreLimits() {
        assertThat(this.films.findFirstByOrderByYearDesc().id()).isEqualTo("e");
        assertThat(this.films.findTopByOrderByYear().orElseThrow().id()).isEqualTo("d");
        assertThat(ids(this.films.findFirst2ByOrderByYearDesc())).isEqualTo("eb");
        assertThat(ids(this.films.findTop2ByYearNotNullOrderByYearAscTitleDesc())).isEqualTo("ca");
        assertThat(ids(this.films.findFirst3ByOrderByTitle(Limit.of(2)))).isEqualTo("ab");
        assertThat(ids(this.films.findFirst3ByOrderByTitle(Limit.of(9)))).isEqualTo("abc");
        assertThat(ids(this.films.findTop2ByYearNotNull(Sort.by("year").descending()))).isEqualTo("eb");
    }

    @Test
    void orderOfTheNameIsBeforeThatOfTheArgument() {
        assertThat(ids(this.films.findByYearNotNullOrderByYear(Sort.by("title").descending()))).isEqualTo("cabe");
        assertThat(ids(this.films.findByYearNotNullOrderByYear(Sort.unsorted()))).isEqualTo("acbe");
        assertThat(ids(this.films.findByOrderByStudioNameAscRatingDesc())).isEqualTo("edcba");
    }

    @Test
    void sortTakesReferencesToProperties() {
        assertThat(ids(this.films.findTop2ByYearNotNull(Sort.by(Film::year).descending()))).isEqualTo("eb");
        assertThat(ids(this.films.findAll(Sort.by(Film::rating)))).isEqualTo("abcde");
        assertThat(ids(this.films.findAll(Sort.by(Sort.Direction.DESC, Film::title)))).isEqualTo("edcba");
    }

}
