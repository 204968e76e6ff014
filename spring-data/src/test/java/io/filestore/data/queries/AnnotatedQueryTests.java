package io.filestore.data.queries;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.Param;
import org.springframework.data.repository.query.QueryCreationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.Query;
import io.filestore.error.InvalidQueryException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AnnotatedQueryTests {

    private final TestRepositories repositories = TestRepositories.open("films",
            CollectionOptions.memoryOnly().withIndexed("year", "title"));

    private final Films films = this.repositories.make(Films.class);

    interface Films extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title": ?0}}""")
        List<Film> titled(Object title);

        @Query("""
                {"where": {"title": {"isNot": :title}}, "orderBy": ["-title"]}""")
        List<Film> notTitled(String title);

        @Query("{\"where\":{\"title\"::name,\"seen\":false}}")
        Optional<Film> unseen(@Param("name") String title);

        @Query("""
                {"where": {"year": {"gte": ?0, "lt": 2000}, "title": {"startsWith": ?1, "ignoreCase": true}}}""")
        List<Film> since(int year, String start);

        @Query("""
                {"where": {"title": {"in": ?0}}}""")
        List<Film> anyOf(Collection<String> titles);

        @Query("""
                {"where": {"title": {"in": ["Alien", ?0, ?1]}}}""")
        List<Film> alienOr(String one, String... others);

        @Query("""
                {"where": {"or": [{"year": {"gt": ?0, "lte": ?1}}, {"not": {"studio.city": ?2}}]}, "orderBy": "year"}""")
        List<Film> mixed(int from, int to, String city);

        @Query("""
                {"where": {"title": {"regex": ?0}}}""")
        List<Film> matching(Object regex);

        @Query("""
                {"where": {"title": {"is": ?0, "ignoreCase": true}}}""")
        List<Film> ignoring(String title);

        @Query("""
                {"where": {"imdb_rating": {"gt": ?0}}}""")
        List<Film> rated(double least);

        @Query("""
                {"where": {"since": {"gte": ?0}}}""")
        List<Film> from(Instant time);

        @Query("""
                {"where": {"notes.x": ?0}}""")
        List<Film> noted(String note);

        @Query("""
                {"where": {"studio": {"is": ?0}}}""")
        List<Film> studio(Film.Studio studio);

        @Query("""
                {"where": {"title": ?#{[0].toUpperCase()}}}""")
        List<Film> shouted(String title);

        @Query("""
                {"where": {"title": "\\u003f0", "year": ?0}}""")
        List<Film> literally(int year);

        @Query(value = """
                {"where": {"year": {"isNull": false}}}""", count = true)
        long dated();

        @Query(value = """
                {"where": {"title": ?0}}""", exists = true)
        boolean isThere(String title);

        @Query(value = """
                {"where": {"year": {"lt": ?0}}, "orderBy": ["year"], "limit": 1}""", delete = true)
        List<Film> drop(int year);

        @Query(value = """
                {"where": {"year": {"lt": ?0}}}""", delete = true)
        long dropAll(int year);

        @Query("""
                {"orderBy": ["-year"], "limit": 3}""")
        List<Film> latest(Sort sort, Limit limit);

        @Query("""
                {"orderBy": ["-year"]}""")
        Page<Film> page(Pageable pageable);

        @Query("""
                {"where": {"seen": ?0}, "orderBy": ["imdb_rating"], "limit": 2}""")
        Window<Film> window(boolean seen, ScrollPosition position);

        @Query("{}")
        <P> List<P> all(Class<P> type);

        @Aliens
        List<Film> composed();

    }

    @Query("""
            {"where": {"title": "Alien"}}""")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Aliens {

    }

    record Title(String title) {
    }

    @BeforeEach
    void save() {
        this.films.saveAll(List.of(Film.of("a", "Alien", 1979), Film.of("b", "Brazil", 1985).withRating(8.1),
                Film.of("c", "CASABLANCA", 1942).withStudio(new Film.Studio("Warner", "Burbank")),
                Film.of("d", "Diva", null).withNotes(Map.of("x", "y")),
                Film.of("e", "?0", 2000).withSince(Instant.EPOCH.plusSeconds(9))));
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
    void parametersAreValuesByNumberOrByName() {
        assertThat(ids(this.films.titled("Alien"))).isEqualTo("a");
        assertThat(ids(this.films.notTitled("Alien"))).isEqualTo("dcbe");
        assertThat(this.films.unseen("Diva")).isPresent();
        assertThat(ids(this.films.since(1950, "b"))).isEqualTo("b");
        assertThat(ids(this.films.mixed(1979, 1985, "Berlin"))).isEqualTo("cb");
        assertThat(ids(this.films.rated(8))).isEqualTo("b");
        assertThat(ids(this.films.from(Instant.EPOCH.plusSeconds(1)))).isEqualTo("e");
        assertThat(ids(this.films.noted("y"))).isEqualTo("d");
        assertThat(ids(this.films.studio(new Film.Studio("Warner", "Burbank")))).isEqualTo("c");
        assertThat(ids(this.films.ignoring("casablanca"))).isEqualTo("c");
        assertThat(ids(this.films.matching("^[AB]"))).isEqualTo("ab");
        assertThat(ids(this.films.composed())).isEqualTo("a");
    }

    @Test
    void arraysAndCollectionsAreWhatAFieldIsIn() {
        assertThat(ids(this.films.anyOf(List.of("Alien", "Diva")))).isEqualTo("ad");
        assertThat(ids(this.films.anyOf(List.of()))).isEmpty();
        assertThat(ids(this.films.alienOr("Brazil", "Diva", "x"))).isEqualTo("abd");
        assertThat(ids(this.films.anyOf(Arrays.asList("Alien", null)))).isEqualTo("a");
    }

    /** Whatever comes in, the query keeps its shape. */
    @Test
    void noArgumentChangesTheShapeOfAQuery() {
        for (String text : List.of("\"}}", "\", \"seen\": false", "Alien\"}, \"or\": [{\"title\": \"Diva\"}]",
                "{\"isNot\": \"\"}", "?0", ":name", "\\", "\u0000", "%", "parameter0", "?#{1}")) {
            assertThat(ids(this.films.titled(text))).as(text).isEqualTo(text.equals("?0") ? "e" : "");
            assertThat(this.films.unseen(text)).as(text)
                .isEqualTo(this.films.findById(text.equals("?0") ? "e" : "none"));
            assertThat(ids(this.films.anyOf(List.of(text)))).as(text).isEqualTo(text.equals("?0") ? "e" : "");
        }
        assertThat(ids(this.films.titled(Map.of("isNot", "x")))).isEmpty();
        assertThat(ids(this.films.titled(List.of("Alien")))).isEmpty();
        assertThat(ids(this.films.titled(Map.of("in", List.of("Alien"))))).isEmpty();
    }

    @Test
    void nullIsAskedForWhereAValueMayBeNull() {
        assertThat(ids(this.films.titled(null))).isEmpty();
        assertThat(ids(this.films.notTitled(null))).isEqualTo("dcbae");
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.films.matching(null))
            .withMessageContaining("'title'");
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.films.anyOf(null))
            .withMessageContaining("'title'");
    }

    @Test
    void expressionsAreValuesToo() {
        assertThat(ids(this.films.shouted("casablanca"))).isEqualTo("c");
        assertThat(ids(this.films.shouted("\"}}"))).isEmpty();
    }

    @Test
    void textsStandAsTheyAre() {
        assertThat(ids(this.films.literally(2000))).isEqualTo("e");
    }

    @Test
    void countsAsksAndDeletes() {
        assertThat(this.films.dated()).isEqualTo(4);
        assertThat(this.films.isThere("Diva")).isTrue();
        assertThat(this.films.isThere("x")).isFalse();
        assertThat(ids(this.films.drop(1990))).isEqualTo("c");
        assertThat(this.films.dropAll(1990)).isEqualTo(2);
        assertThat(this.films.count()).isEqualTo(2);
    }

    @Test
    void sortTakesThePlaceOfTheOrder() {
        assertThat(ids(this.films.latest(Sort.unsorted(), Limit.unlimited()))).isEqualTo("eba");
        assertThat(ids(this.films.latest(Sort.by("title"), Limit.unlimited()))).isEqualTo("eab");
        assertThat(ids(this.films.latest(Sort.by(Film::rating).descending(), Limit.of(1)))).isEqualTo("b");
    }

    @Test
    void pagesWindowsAndProjections() {
        Page<Film> page = this.films.page(PageRequest.of(1, 2));
        assertThat(ids(page)).isEqualTo("ac");
        assertThat(page.getTotalElements()).isEqualTo(5);
        assertThat(ids(this.films.page(PageRequest.of(0, 2, Sort.by("year"))))).isEqualTo("dc");
        Window<Film> first = this.films.window(false, ScrollPosition.keyset());
        assertThat(ids(first)).isEqualTo("ac");
        assertThat(ids(this.films.window(false, first.positionAt(1)))).isEqualTo("de");
        assertThat(this.films.all(Title.class)).extracting(Title::title).contains("Diva");
        assertThat(ids(this.films.all(Film.class))).isEqualTo("abcde");
    }

    @io.filestore.data.mapping.Collection("films")
    record Free(@Id String id, JsonNode tree, Object any) {
    }

    interface Frees extends FileStoreRepository<Free, String> {

        @Query("""
                {"where": {"tree.a.b": ?0, "any.c": {"exists": true}}}""")
        List<Free> deep(int value);

    }

    @Test
    void freeJsonHasAnyFields() {
        try (TestRepositories other = TestRepositories.open("films", CollectionOptions.memoryOnly())) {
            Frees frees = other.make(Frees.class);
            Row row = Row.parse("{\"tree\":{\"a\":{\"b\":7}},\"any\":{\"c\":null}}");
            other.store().collection("films").put("free", row);
            assertThat(frees.deep(7)).extracting(Free::id).containsExactly("free");
            assertThat(frees.deep(8)).isEmpty();
            ExampleMatcher matcher = ExampleMatcher.matching();
            assertThat(frees.findAll(Example.of(new Free(null, row.get("tree"), null), matcher))).hasSize(1);
        }
    }

    record Part(@Id String id, String name) {
    }

    @io.filestore.data.mapping.Collection("films")
    record Whole(@Id String id, Part part) {
    }

    interface Wholes extends FileStoreRepository<Whole, String> {

        @Query("""
                {"where": {"part.id": ?0}}""")
        List<Whole> having(String part);

        List<Whole> findByPartId(String part);

    }

    @Test
    void idWithinAnObjectIsAField() {
        try (TestRepositories other = TestRepositories.open("films", CollectionOptions.memoryOnly())) {
            Wholes wholes = other.make(Wholes.class);
            Whole whole = wholes.save(new Whole("w", new Part("p", "x")));
            assertThat(wholes.having("p")).containsExactly(whole).isEqualTo(wholes.findByPartId("p"));
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @io.filestore.data.mapping.Collection("films")
    record Snaky(@Id String id, String fullTitle) {
    }

    interface Snakes extends FileStoreRepository<Snaky, String> {

        @Query("""
                {"where": {"full_title": ?0}}""")
        List<Snaky> titled(String title);

    }

    @Test
    void fieldsAreCalledAsTheMapperCallsThem() {
        try (TestRepositories other = TestRepositories.open("films", CollectionOptions.memoryOnly())) {
            Snakes snakes = other.make(Snakes.class);
            snakes.save(new Snaky("s", "x"));
            assertThat(snakes.titled("x")).hasSize(1);
        }
    }

    private void refused(Class<?> repository, String... parts) {
        assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> this.repositories.make(repository))
            .satisfies((ex) -> assertThat(ex.toString()).contains(parts));
    }

    interface NoJson extends FileStoreRepository<Film, String> {

        @Query("{where: {}}")
        List<Film> bad();

    }

    interface NotAPart extends FileStoreRepository<Film, String> {

        @Query("""
                {"title": ?0}""")
        List<Film> bad(String title);

    }

    interface NoOperator extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title": {"near": ?0}}}""")
        List<Film> bad(String title);

    }

    interface NoParameter extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title": ?1}}""")
        List<Film> bad(String title);

    }

    interface NoName extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title": :name}}""")
        List<Film> bad(String title);

    }

    interface Unused extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title": ?0}}""")
        List<Film> bad(String title, int year);

    }

    interface Quoted extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title": {"like": "%?0%"}}}""")
        List<Film> bad(String title);

    }

    interface ForAName extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {?0: 1}}""")
        List<Film> bad(String field);

    }

    interface ForAnOrder extends FileStoreRepository<Film, String> {

        @Query("""
                {"orderBy": [?0]}""")
        List<Film> bad(String field);

    }

    interface ForALimit extends FileStoreRepository<Film, String> {

        @Query("""
                {"limit": ?0}""")
        List<Film> bad(int limit);

    }

    interface ForAFlag extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title": {"exists": ?0}}}""")
        List<Film> bad(boolean there);

    }

    interface ForConditions extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"or": ?0}}""")
        List<Film> bad(List<String> conditions);

    }

    interface ForAll extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": ?0}""")
        List<Film> bad(Map<String, String> conditions);

    }

    interface WithinAnObject extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"studio": {"is": {"name": ?0}}}}""")
        List<Film> bad(String name);

    }

    interface TextForANumber extends FileStoreRepository<Film, String> {

        @Query("{\"where\": {\"year\": {\"gt\": ?0}}}")
        List<Film> bad(String year);

    }

    interface NumbersForTexts extends FileStoreRepository<Film, String> {

        @Query("{\"where\": {\"studio.city\": {\"notIn\": ?0}}}")
        List<Film> bad(List<Integer> cities);

    }

    interface NoField extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"colour": 1}}""")
        List<Film> bad();

    }

    interface PropertyForField extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"rating": 1}}""")
        List<Film> bad();

    }

    interface ThroughTags extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"tags.name": "x"}}""")
        List<Film> bad();

    }

    interface WithinAText extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"title.name": "x"}}""")
        List<Film> bad();

    }

    interface NoOrderField extends FileStoreRepository<Film, String> {

        @Query("""
                {"orderBy": ["studio.colour"]}""")
        List<Film> bad();

    }

    interface CountsFilms extends FileStoreRepository<Film, String> {

        @Query(value = "{}", count = true)
        List<Film> bad();

    }

    interface TwoThings extends FileStoreRepository<Film, String> {

        @Query(value = "{}", count = true, delete = true)
        long bad();

    }

    interface EndlessExpression extends FileStoreRepository<Film, String> {

        @Query("{\"where\":{\"title\":?#{[0]")
        List<Film> bad(String title);

    }

    interface NoText extends FileStoreRepository<Film, String> {

        @Query("")
        List<Film> bad();

    }

    @Test
    void whatIsNoQueryFailsTheStart() {
        refused(NoJson.class, "bad", "no JSON", "line 1");
        refused(NotAPart.class, "bad", "no 'title'", "where, orderBy and limit");
        refused(NoOperator.class, "bad", "'near'", "Possible are");
        refused(TextForANumber.class, "bad", "'year'", "a text (String)", "a number");
        refused(NumbersForTexts.class, "bad", "'studio.city'", "a number (Integer)", "a text");
        refused(NoField.class, "bad", "'colour'", "imdb_rating");
        refused(PropertyForField.class, "bad", "'rating'", "'imdb_rating'");
        refused(WithinAText.class, "bad", "title.name", "'title' is a text");
        refused(ThroughTags.class, "bad", "tags", "several values");
        refused(NoOrderField.class, "bad", "studio.colour", "Studio", "city");
        refused(CountsFilms.class, "bad", "cannot return Film", "long");
        refused(TwoThings.class, "bad", "one of count");
        refused(NoText.class, "bad", "no JSON");
    }

    @Test
    void parametersThatAreNotThereOrStandElsewhereFailTheStart() {
        refused(NoParameter.class, "bad", "?1", "no such parameter");
        refused(NoName.class, "bad", ":name", "no such parameter");
        refused(Unused.class, "bad", ":year", "number 1");
        refused(Quoted.class, "bad", "%?0%", "without quotes", "\\u003f");
        refused(ForAName.class, "bad", "?0", "for a name");
        refused(ForAnOrder.class, "bad", "?0", "orderBy", "Sort");
        refused(ForALimit.class, "bad", "?0", "limit", "Limit");
        refused(ForAFlag.class, "bad", "?0", "exists");
        refused(ForConditions.class, "bad", "?0", "for or");
        refused(ForAll.class, "bad", "?0", "for where");
        refused(WithinAnObject.class, "bad", "?0", "as a whole");
        refused(EndlessExpression.class, "bad", "no end");
    }

}
