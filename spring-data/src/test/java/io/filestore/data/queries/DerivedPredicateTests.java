package io.filestore.data.queries;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Range;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.queries.Film.Genre;
import io.filestore.data.queries.Film.Studio;
import io.filestore.error.InvalidQueryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each predicate of Spring Data that a method's name can have. */
class DerivedPredicateTests {

    private final TestRepositories repositories = TestRepositories.open("films",
            CollectionOptions.memoryOnly().withIndexed("year", "title"));

    private final Films films = this.repositories.make(Films.class);

    interface Films extends FileStoreRepository<Film, String> {

        List<Film> findByTitle(String title);

        List<Film> findByTitleIs(String title);

        List<Film> findByTitleEquals(String title);

        List<Film> findByTitleNot(String title);

        List<Film> findByTitleIsNot(String title);

        List<Film> findByYearBetween(int from, int to);

        List<Film> findByYearIsBetween(Range<Integer> range);

        List<Film> findByYearBetweenAndTitle(Range<Integer> range, String title);

        List<Film> findByYearIsNull();

        List<Film> findByYearNull();

        List<Film> findByYearIsNotNull();

        List<Film> findByYearNotNull();

        List<Film> findByYearLessThan(int year);

        List<Film> findByYearLessThanEqual(int year);

        List<Film> findByYearGreaterThan(int year);

        List<Film> findByYearGreaterThanEqual(int year);

        List<Film> findBySinceBefore(Instant time);

        List<Film> findBySinceAfter(Instant time);

        List<Film> findByTitleLike(String pattern);

        List<Film> findByTitleNotLike(String pattern);

        List<Film> findByTitleStartingWith(String start);

        List<Film> findByTitleStartsWith(String start);

        List<Film> findByTitleEndingWith(String end);

        List<Film> findByTitleEndsWithIgnoreCase(String end);

        List<Film> findByTitleContaining(String part);

        List<Film> findByTitleContainsIgnoringCase(String part);

        List<Film> findByTitleNotContaining(String part);

        List<Film> findByTagsContaining(String tag);

        List<Film> findByTagsContaining(Collection<String> tags);

        List<Film> findByTagsContains(String... tags);

        List<Film> findByTagsNotContains(Iterable<String> tags);

        List<Film> findByTagsContainingIgnoreCase(String tag);

        List<Film> findByTagsNotContaining(String tag);

        List<Film> findByTags(List<String> tags);

        List<Film> findByTagsIsEmpty();

        List<Film> findByTagsIsNotEmpty();

        List<Film> findByTitleEmpty();

        List<Film> findByTitleNotEmpty();

        List<Film> findByNotesIsEmpty();

        List<Film> findByNotesIsNotEmpty();

        List<Film> findByTitleIn(Collection<String> titles);

        List<Film> findByTitleIn(String... titles);

        List<Film> findByYearIn(int[] years);

        List<Film> findByTitleInIgnoreCase(Iterable<String> titles);

        List<Film> findByTitleNotIn(List<String> titles);

        List<Film> findByTitleRegex(String regex);

        List<Film> findByTitleMatchesRegex(Pattern regex);

        List<Film> findByTitleMatchesIgnoreCase(String regex);

        List<Film> findByStudioExists();

        List<Film> findByStudioExistsAndTitle(boolean exists, String title);

        List<Film> findBySeenTrue();

        List<Film> findBySeenIsFalse();

        List<Film> findByTitleIgnoreCase(String title);

        List<Film> findByTitleNotIgnoreCase(String title);

        List<Film> findByTitleAndStudioNameAllIgnoreCase(String title, String studio);

        List<Film> findByTitleAndYearAllIgnoringCase(String title, int year);

        List<Film> findByStudioNameAndStudio_City(String name, String city);

        List<Film> findByStudio(Studio studio);

        List<Film> findByGenre(Genre genre);

        List<Film> findByGenreIn(Collection<Genre> genres);

        List<Film> findByGenreIgnoreCase(String genre);

        List<Film> findByTitleAndYearOrTitleAndYear(String title, int year, String other, int otherYear);

        List<Film> findByRatingGreaterThan(double rating);

    }

    @BeforeEach
    void save() {
        this.films.saveAll(List.of(
                Film.of("a", "Alien", 1979).withTags("space", "horror").withGenre(Genre.COMEDY).withSeen(),
                Film.of("b", "Brazil", 1985).withStudio(new Studio("Embassy", "London")).withNotes(Map.of("x", "y")),
                Film.of("c", "casablanca", 1942).withSince(Instant.EPOCH.plusSeconds(1)).withRating(8.5),
                Film.of("d", "Diva", null).withStudio(null).withTags("Space"),
                Film.of("e", "", 2000).withSince(Instant.EPOCH.minusSeconds(1))));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private static String ids(List<Film> found) {
        return String.join("", found.stream().map(Film::id).sorted().toList());
    }

    @Test
    void isAndEquals() {
        assertThat(ids(this.films.findByTitle("Alien"))).isEqualTo("a");
        assertThat(ids(this.films.findByTitleIs("Alien"))).isEqualTo("a");
        assertThat(ids(this.films.findByTitleEquals("alien"))).isEmpty();
        assertThat(ids(this.films.findByTitle(null))).isEmpty();
        assertThat(ids(this.films.findByStudio(new Studio("Embassy", "London")))).isEqualTo("b");
        assertThat(ids(this.films.findByStudio(null))).isEqualTo("d");
        assertThat(ids(this.films.findByGenre(Genre.COMEDY))).isEqualTo("a");
        assertThat(ids(this.films.findByTags(List.of("space", "horror")))).isEqualTo("a");
    }

    @Test
    void not() {
        assertThat(ids(this.films.findByTitleNot("Alien"))).isEqualTo("bcde");
        assertThat(ids(this.films.findByTitleIsNot("Diva"))).isEqualTo("abce");
        assertThat(ids(this.films.findByTitleNotIgnoreCase("DIVA"))).isEqualTo("abce");
    }

    @Test
    void between() {
        assertThat(ids(this.films.findByYearBetween(1942, 1979))).isEqualTo("ac");
        assertThat(ids(this.films.findByYearIsBetween(Range.open(1942, 1985)))).isEqualTo("a");
        assertThat(ids(this.films.findByYearIsBetween(Range.rightUnbounded(Range.Bound.inclusive(1985)))))
            .isEqualTo("be");
        assertThat(ids(this.films.findByYearBetweenAndTitle(Range.closed(1900, 1985), "Brazil"))).isEqualTo("b");
        assertThat(ids(this.films.findByYearBetween(1979, 1942))).isEmpty();
    }

    @Test
    void nullAndNotNull() {
        assertThat(ids(this.films.findByYearIsNull())).isEqualTo("d");
        assertThat(ids(this.films.findByYearNull())).isEqualTo("d");
        assertThat(ids(this.films.findByYearIsNotNull())).isEqualTo("abce");
        assertThat(ids(this.films.findByYearNotNull())).isEqualTo("abce");
    }

    @Test
    void lessAndGreaterNeverFindNull() {
        assertThat(ids(this.films.findByYearLessThan(1979))).isEqualTo("c");
        assertThat(ids(this.films.findByYearLessThanEqual(1979))).isEqualTo("ac");
        assertThat(ids(this.films.findByYearGreaterThan(1985))).isEqualTo("e");
        assertThat(ids(this.films.findByYearGreaterThanEqual(1985))).isEqualTo("be");
        assertThat(ids(this.films.findByRatingGreaterThan(8))).isEqualTo("c");
    }

    @Test
    void beforeAndAfter() {
        assertThat(ids(this.films.findBySinceBefore(Instant.EPOCH))).isEqualTo("e");
        assertThat(ids(this.films.findBySinceAfter(Instant.EPOCH.minusSeconds(1)))).isEqualTo("abcd");
    }

    @Test
    void likeAndNotLike() {
        assertThat(ids(this.films.findByTitleLike("%a%"))).isEqualTo("bcd");
        assertThat(ids(this.films.findByTitleLike("_iva"))).isEqualTo("d");
        assertThat(ids(this.films.findByTitleNotLike("%a%"))).isEqualTo("ae");
    }

    @Test
    void startingAndEndingWith() {
        assertThat(ids(this.films.findByTitleStartingWith("Br"))).isEqualTo("b");
        assertThat(ids(this.films.findByTitleStartsWith(""))).isEqualTo("abcde");
        assertThat(ids(this.films.findByTitleEndingWith("a"))).isEqualTo("cd");
        assertThat(ids(this.films.findByTitleEndsWithIgnoreCase("IL"))).isEqualTo("b");
    }

    @Test
    void containingOfTextsAndOfCollections() {
        assertThat(ids(this.films.findByTitleContaining("a"))).isEqualTo("bcd");
        assertThat(ids(this.films.findByTitleContaining("%"))).isEmpty();
        assertThat(ids(this.films.findByTitleContainsIgnoringCase("A"))).isEqualTo("abcd");
        assertThat(ids(this.films.findByTitleNotContaining("a"))).isEqualTo("ae");
        assertThat(ids(this.films.findByTagsContaining("space"))).isEqualTo("a");
        assertThat(ids(this.films.findByTagsContaining(List.of("Space", "horror")))).isEqualTo("ad");
        assertThat(ids(this.films.findByTagsContains("Space", "horror"))).isEqualTo("ad");
        assertThat(ids(this.films.findByTagsNotContains(() -> List.of("Space", "horror").iterator()))).isEqualTo("bce");
        assertThat(ids(this.films.findByTagsContainingIgnoreCase("space"))).isEqualTo("ad");
        assertThat(ids(this.films.findByTagsNotContaining("space"))).isEqualTo("bcde");
    }

    @Test
    void emptyAndNotEmptyOfCollectionsTextsAndMaps() {
        assertThat(ids(this.films.findByTagsIsEmpty())).isEqualTo("bce");
        assertThat(ids(this.films.findByTagsIsNotEmpty())).isEqualTo("ad");
        assertThat(ids(this.films.findByTitleEmpty())).isEqualTo("e");
        assertThat(ids(this.films.findByTitleNotEmpty())).isEqualTo("abcd");
        assertThat(ids(this.films.findByNotesIsEmpty())).isEqualTo("acde");
        assertThat(ids(this.films.findByNotesIsNotEmpty())).isEqualTo("b");
    }

    @Test
    void inAndNotIn() {
        assertThat(ids(this.films.findByTitleIn(List.of("Alien", "Diva", "x")))).isEqualTo("ad");
        assertThat(ids(this.films.findByTitleIn("Alien", "Brazil"))).isEqualTo("ab");
        assertThat(ids(this.films.findByTitleIn(List.of()))).isEmpty();
        assertThat(ids(this.films.findByYearIn(new int[] { 1979, 2000 }))).isEqualTo("ae");
        assertThat(ids(this.films.findByTitleInIgnoreCase(List.of("ALIEN", "diva")))).isEqualTo("ad");
        assertThat(ids(this.films.findByTitleNotIn(Arrays.asList("Alien", "Diva")))).isEqualTo("bce");
        assertThat(ids(this.films.findByGenreIn(List.of(Genre.COMEDY)))).isEqualTo("a");
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.films.findByTitleNotIn(null))
            .withMessageContaining("'title'");
    }

    @Test
    void regexAlsoOneThatIsCompiled() {
        assertThat(ids(this.films.findByTitleRegex("^[AB]"))).isEqualTo("ab");
        assertThat(ids(this.films.findByTitleMatchesRegex(Pattern.compile("^D")))).isEqualTo("d");
        assertThat(ids(this.films.findByTitleMatchesRegex(Pattern.compile("^d", Pattern.CASE_INSENSITIVE))))
            .isEqualTo("d");
        assertThat(ids(this.films.findByTitleMatchesIgnoreCase("^C"))).isEqualTo("c");
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.films.findByTitleMatchesRegex(Pattern.compile("^d", Pattern.MULTILINE)))
            .withMessageContaining("flags");
    }

    @Test
    void existsAlsoAsAnArgument() {
        this.repositories.store().collection("films").put("f", io.filestore.row.Row.of("title", "Fargo"));
        assertThat(ids(this.films.findByStudioExists())).isEqualTo("abcde");
        assertThat(ids(this.films.findByStudioExistsAndTitle(true, "Fargo"))).isEmpty();
        assertThat(ids(this.films.findByStudioExistsAndTitle(false, "Fargo"))).isEqualTo("f");
        assertThat(ids(this.films.findByStudioExistsAndTitle(true, "Diva"))).isEqualTo("d");
    }

    @Test
    void trueAndFalse() {
        assertThat(ids(this.films.findBySeenTrue())).isEqualTo("a");
        assertThat(ids(this.films.findBySeenIsFalse())).isEqualTo("bcde");
    }

    @Test
    void caseIsIgnoredWhereItIsSaid() {
        assertThat(ids(this.films.findByTitleIgnoreCase("CASABLANCA"))).isEqualTo("c");
        assertThat(ids(this.films.findByTitleAndStudioNameAllIgnoreCase("brazil", "EMBASSY"))).isEqualTo("b");
        assertThat(ids(this.films.findByTitleAndYearAllIgnoringCase("ALIEN", 1979))).isEqualTo("a");
        assertThat(ids(this.films.findByGenreIgnoreCase("comedy"))).isEqualTo("a");
    }

    @Test
    void andOrAndPropertiesOfProperties() {
        assertThat(ids(this.films.findByStudioNameAndStudio_City("Embassy", "London"))).isEqualTo("b");
        assertThat(ids(this.films.findByTitleAndYearOrTitleAndYear("Alien", 1979, "Brazil", 1979))).isEqualTo("a");
        assertThat(ids(this.films.findByTitleAndYearOrTitleAndYear("Alien", 1, "Brazil", 1985))).isEqualTo("b");
    }

}
