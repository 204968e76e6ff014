package io.filestore.data.queries;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.ExampleMatcher.GenericPropertyMatchers;
import org.springframework.data.domain.ExampleMatcher.StringMatcher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.queries.Film.Genre;
import io.filestore.data.queries.Film.Studio;
import io.filestore.error.InvalidQueryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExampleTests {

    /** A primitive is never null. */
    private static final ExampleMatcher MATCHER = ExampleMatcher.matching().withIgnorePaths("seen");

    private final TestRepositories repositories = TestRepositories.open("films",
            CollectionOptions.memoryOnly().withIndexed("title"));

    private final Films films = this.repositories.make(Films.class);

    interface Films extends FileStoreRepository<Film, String> {

    }

    interface Titled {

        String getTitle();

    }

    record Title(String title, Integer year) {
    }

    @BeforeEach
    void save() {
        this.films.saveAll(List.of(
                Film.of("a", "Alien", 1979).withTags("space", "horror").withGenre(Genre.COMEDY).withSeen(),
                Film.of("b", "Brazil", 1985).withStudio(new Studio("Embassy", "London")).withNotes(Map.of("x", "y")),
                Film.of("c", "casablanca", 1942).withRating(8.5), Film.of("d", "Diva", null).withStudio(null),
                Film.of("e", "Alien", 2000)));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private static Film film(String title, Integer year) {
        return new Film(null, title, year, false, null, null, null, null, null, null);
    }

    private static Film film(Studio studio) {
        return new Film(null, null, null, false, null, null, studio, null, null, null);
    }

    private String find(Film probe, ExampleMatcher matcher) {
        return ids(this.films.findAll(Example.of(probe, matcher)));
    }

    private static String ids(Iterable<Film> found) {
        StringBuilder ids = new StringBuilder();
        found.forEach((film) -> ids.append(film.id()));
        return ids.toString();
    }

    @Test
    void exampleFindsWhatIsEqualInAllThatItHas() {
        assertThat(find(film("Alien", null), MATCHER)).isEqualTo("ae");
        assertThat(find(film("Alien", 1979), MATCHER)).isEqualTo("a");
        assertThat(ids(this.films.findAll(Example.of(film("Alien", null))))).isEqualTo("e");
        assertThat(find(film(null, null), MATCHER)).isEqualTo("abcde");
        assertThat(find(film(null, null).withGenre(Genre.COMEDY), MATCHER)).isEqualTo("a");
        assertThat(find(film(null, null).withTags("space", "horror"), MATCHER)).isEqualTo("a");
        assertThat(find(film(null, null).withTags("space"), MATCHER)).isEmpty();
        assertThat(find(film(null, null).withRating(8.5), MATCHER)).isEqualTo("c");
        assertThat(find(film(null, null).withNotes(Map.of("x", "y")), MATCHER)).isEqualTo("b");
        assertThat(find(film(null, null).withSince(Instant.EPOCH), MATCHER)).isEqualTo("abcde");
    }

    @Test
    void propertiesOfPropertiesCountEach() {
        assertThat(find(film(new Studio(null, "London")), MATCHER)).isEqualTo("b");
        assertThat(find(film(new Studio("Ufa", null)), MATCHER)).isEqualTo("ace");
        assertThat(find(film(new Studio("UFA", "x")),
                MATCHER.withIgnorePaths("studio.city").withIgnoreCase("studio.name")))
            .isEqualTo("ace");
        assertThat(find(film(new Studio("x", "y")), MATCHER.withIgnorePaths("studio"))).isEqualTo("abcde");
    }

    @Test
    void textsMatchAsItIsSaid() {
        assertThat(find(film("Al", null), MATCHER.withStringMatcher(StringMatcher.STARTING))).isEqualTo("ae");
        assertThat(find(film("a", null), MATCHER.withStringMatcher(StringMatcher.ENDING))).isEqualTo("cd");
        assertThat(find(film("a", null), MATCHER.withStringMatcher(StringMatcher.CONTAINING))).isEqualTo("bcd");
        assertThat(find(film("^[AB]", null), MATCHER.withStringMatcher(StringMatcher.REGEX))).isEqualTo("abe");
        assertThat(find(film("Diva", null), MATCHER.withStringMatcher(StringMatcher.EXACT))).isEqualTo("d");
        assertThat(find(film("DIVA", null), MATCHER.withIgnoreCase())).isEqualTo("d");
        assertThat(find(film("CASA", null), MATCHER.withStringMatcher(StringMatcher.STARTING).withIgnoreCase()))
            .isEqualTo("c");
        assertThat(find(film("LI", null), MATCHER.withStringMatcher(StringMatcher.CONTAINING).withIgnoreCase()))
            .isEqualTo("ae");
        assertThat(find(film("IL", null), MATCHER.withStringMatcher(StringMatcher.ENDING).withIgnoreCase()))
            .isEqualTo("b");
        assertThat(find(film("^C", null), MATCHER.withStringMatcher(StringMatcher.REGEX).withIgnoreCase()))
            .isEqualTo("c");
        assertThat(find(film("iv", null), MATCHER.withMatcher("title", GenericPropertyMatchers.contains())))
            .isEqualTo("d");
        assertThat(find(film("BRAZIL", null), MATCHER.withMatcher("title", (title) -> title.ignoreCase())))
            .isEqualTo("b");
    }

    @Test
    void valuesMayBeTransformed() {
        ExampleMatcher older = MATCHER.withTransformer("year", (year) -> year.map((value) -> (Integer) value - 1));
        assertThat(find(film(null, 1980), older)).isEqualTo("a");
        assertThat(find(film(null, 1980), MATCHER.withTransformer("year", (year) -> Optional.empty())))
            .isEqualTo("abcde");
    }

    @Test
    void nullMayCount() {
        ExampleMatcher nulls = MATCHER.withIncludeNullValues()
            .withIgnorePaths("seen", "genre", "since", "tags", "rating", "notes");
        assertThat(find(film("Diva", null), nulls)).isEqualTo("d");
        assertThat(find(film("Alien", null), nulls)).isEmpty();
    }

    @Test
    void oneOfTheConditionsMayBeEnough() {
        ExampleMatcher any = ExampleMatcher.matchingAny().withIgnorePaths("seen");
        assertThat(find(film("Diva", 1985), any)).isEqualTo("bd");
        assertThat(find(film(null, null), any)).isEqualTo("abcde");
    }

    @Test
    void oneCountExistsSortAndPage() {
        assertThat(this.films.findOne(Example.of(film("Diva", null), MATCHER)).orElseThrow().id()).isEqualTo("d");
        assertThat(this.films.findOne(Example.of(film("x", null), MATCHER))).isEmpty();
        Example<Film> alien = Example.of(film("Alien", null), MATCHER);
        assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
            .isThrownBy(() -> this.films.findOne(alien))
            .withMessageStartingWith("findOne(Example) cannot return what it finds.")
            .withMessageContaining("and 2 were found");
        assertThat(this.films.count(alien)).isEqualTo(2);
        assertThat(this.films.exists(alien)).isTrue();
        assertThat(this.films.exists(Example.of(film("x", null), MATCHER))).isFalse();
        assertThat(ids(this.films.findAll(alien, Sort.by("year").descending()))).isEqualTo("ea");
        Page<Film> page = this.films.findAll(Example.of(film(null, null), MATCHER),
                PageRequest.of(1, 2, Sort.by("year")));
        assertThat(ids(page)).isEqualTo("ab");
        assertThat(page.getTotalElements()).isEqualTo(5);
    }

    @Test
    void fluentQueryIsRefinedAndHandsOverInAllWays() {
        Example<Film> all = Example.of(film(null, null), MATCHER);
        Example<Film> diva = Example.of(film("Diva", null), MATCHER);
        assertThat(this.films.<Film, Optional<Film>>findBy(diva, FetchableFluentQuery::one)).isPresent();
        assertThat(this.films.<Film, Film>findBy(diva, (query) -> query.oneValue()).id()).isEqualTo("d");
        assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
            .isThrownBy(() -> this.films.<Film, Optional<Film>>findBy(all, FetchableFluentQuery::one))
            .withMessageStartingWith("one() of a query by example cannot return what it finds.")
            .satisfies((ex) -> assertThat(ex.getActualSize()).isEqualTo(5));
        assertThat(
                this.films.<Film, Film>findBy(all, (query) -> query.sortBy(Sort.by("year").descending()).firstValue())
                    .id())
            .isEqualTo("e");
        assertThat(ids(this.films.findBy(all, (query) -> query.sortBy(Sort.by(Film::year)).limit(2).all())))
            .isEqualTo("dc");
        assertThat(this.films.<Film, Long>findBy(all, (query) -> query.limit(2).count())).isEqualTo(2);
        assertThat(this.films.<Film, Long>findBy(all, FetchableFluentQuery::count)).isEqualTo(5);
        assertThat(this.films.<Film, Boolean>findBy(diva, FetchableFluentQuery::exists)).isTrue();
        assertThat(this.films.<Film, Long>findBy(all, (query) -> query.stream().count())).isEqualTo(5);
        Page<Film> page = this.films.findBy(all,
                (query) -> query.sortBy(Sort.by("title")).page(PageRequest.of(0, 2, Sort.by("year").descending())));
        assertThat(ids(page)).isEqualTo("ea");
        assertThat(page.getTotalElements()).isEqualTo(5);
        Slice<Film> slice = this.films.findBy(all, (query) -> query.slice(PageRequest.of(2, 2)));
        assertThat(ids(slice)).isEqualTo("e");
        assertThat(slice.hasNext()).isFalse();
        Window<Film> window = this.films.findBy(all,
                (query) -> query.limit(2).sortBy(Sort.by("title")).scroll(ScrollPosition.keyset()));
        assertThat(ids(window)).isEqualTo("ae");
        assertThat(ids(this.films.findBy(all,
                (query) -> query.limit(2).sortBy(Sort.by("title")).scroll(window.positionAt(1)))))
            .isEqualTo("bd");
    }

    @Test
    void fluentQueryIsProjected() {
        Example<Film> alien = Example.of(film("Alien", null), MATCHER);
        List<Titled> titled = this.films.findBy(alien, (query) -> query.as(Titled.class).all());
        assertThat(titled).extracting(Titled::getTitle).containsExactly("Alien", "Alien");
        Page<Title> page = this.films.findBy(alien,
                (query) -> query.as(Title.class).project("title", "year").page(PageRequest.of(0, 1)));
        assertThat(page).containsExactly(new Title("Alien", 1979));
        assertThat(this.films.<Film, Title>findBy(alien,
                (query) -> query.as(Title.class).sortBy(Sort.by("year")).firstValue()))
            .isEqualTo(new Title("Alien", 1979));
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.films.findBy(alien, (query) -> query.as(String.class).all()));
    }

}
