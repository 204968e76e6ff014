package io.filestore.data.queries;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.geo.Box;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Point;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.repository.FileStoreRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What was asked of Spring Data KeyValue 4.1.1 and answered wrongly, or not at all: here
 * it is right. One test for each.
 */
class WhereKeyValueIsWrongTests {

    private final TestRepositories repositories = TestRepositories.open("people",
            CollectionOptions.memoryOnly().withIndexed("age"));

    private final People people = this.repositories.make(People.class);

    @Collection("people")
    record Person(@Id String id, String name, Integer age, List<String> tags, String mail) {
    }

    interface People extends FileStoreRepository<Person, String> {

        Slice<Person> findSliceByNameNotNull(Pageable pageable);

        List<Person> findByAgeBetween(int from, int to);

        List<Person> findByAgeLessThan(int age);

        List<Person> findByNameIn(String[] names);

        List<Person> findByNameLike(String pattern);

        List<Person> deleteByAge(int age);

        long removeByAge(int age);

        Stream<Person> streamByAgeNotNull();

        Window<Person> findFirst2ByAgeNotNullOrderByAge(ScrollPosition position);

        List<Person> findByNameContaining(String part);

        List<Person> findByTagsContaining(String tag);

        List<Person> findByTagsIsEmpty();

        List<Person> findByTagsIsNotEmpty();

        List<Person> findByMailExists();

    }

    @Collection("people")
    record Account(@Id String id, String owner, @Version Long version) {
    }

    interface Accounts extends FileStoreRepository<Account, String> {

    }

    interface NearPeople extends FileStoreRepository<Person, String> {

        List<Person> findByNameNear(Point point, Distance distance);

    }

    interface PeopleWithin extends FileStoreRepository<Person, String> {

        List<Person> findByNameWithin(Box box);

    }

    @BeforeEach
    void save() {
        this.people.saveAll(List.of(new Person("a", "nine", 10, List.of("x", "y"), "a@example.com"),
                new Person("b", "noon", 20, List.of(), null), new Person("c", "ten", 30, List.of("y"), null),
                new Person("d", "anna", null, null, null), new Person("e", "bob", 40, List.of(), null)));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private static String ids(Iterable<Person> found) {
        StringBuilder ids = new StringBuilder();
        found.forEach((person) -> ids.append(person.id()));
        return ids.toString();
    }

    @Test
    void sliceOfFiveRowsInTwosHasANext() {
        Slice<Person> slice = this.people.findSliceByNameNotNull(PageRequest.of(0, 2));
        assertThat(ids(slice)).isEqualTo("ab");
        assertThat(slice.hasNext()).isTrue();
    }

    @Test
    void betweenHasBothItsEnds() {
        assertThat(ids(this.people.findByAgeBetween(10, 30))).isEqualTo("abc");
    }

    @Test
    void lessThanDoesNotFindNull() {
        assertThat(ids(this.people.findByAgeLessThan(20))).isEqualTo("a");
    }

    @Test
    void inTakesAnArray() {
        assertThat(ids(this.people.findByNameIn(new String[] { "noon", "bob" }))).isEqualTo("be");
    }

    @Test
    void likeHasWildcards() {
        assertThat(ids(this.people.findByNameLike("n%"))).isEqualTo("ab");
    }

    @Test
    void deleteByDeletesAndReturnsWhatItHasDeleted() {
        assertThat(ids(this.people.deleteByAge(10))).isEqualTo("a");
        assertThat(this.people.existsById("a")).isFalse();
        assertThat(this.people.count()).isEqualTo(4);
    }

    @Test
    void removeByReturnsHowManyItHasDeleted() {
        assertThat(this.people.removeByAge(10)).isOne();
        assertThat(this.people.removeByAge(10)).isZero();
        assertThat(this.people.count()).isEqualTo(4);
    }

    @Test
    void streamStreams() {
        try (Stream<Person> stream = this.people.streamByAgeNotNull()) {
            assertThat(stream).hasSize(4);
        }
    }

    @Test
    void windowIsScrolled() {
        Window<Person> first = this.people.findFirst2ByAgeNotNullOrderByAge(ScrollPosition.keyset());
        assertThat(ids(first)).isEqualTo("ab");
        assertThat(ids(this.people.findFirst2ByAgeNotNullOrderByAge(first.positionAt(1)))).isEqualTo("ce");
    }

    @Test
    void containingIsAnsweredForTextsAndForCollections() {
        assertThat(ids(this.people.findByNameContaining("n"))).isEqualTo("abcd");
        assertThat(ids(this.people.findByTagsContaining("y"))).isEqualTo("ac");
    }

    @Test
    void emptyAndNotEmptyAreAnswered() {
        assertThat(ids(this.people.findByTagsIsEmpty())).isEqualTo("be");
        assertThat(ids(this.people.findByTagsIsNotEmpty())).isEqualTo("ac");
    }

    @Test
    void existsIsAnswered() {
        this.repositories.store().collection("people").put("f", io.filestore.row.Row.of("name", "f"));
        assertThat(ids(this.people.findByMailExists())).isEqualTo("abcde");
    }

    @Test
    void nearAndWithinFailTheStartAndNotTheFirstCall() {
        assertThatExceptionOfType(QueryCreationException.class)
            .isThrownBy(() -> this.repositories.make(NearPeople.class))
            .withMessageContaining("no places");
        assertThatExceptionOfType(QueryCreationException.class)
            .isThrownBy(() -> this.repositories.make(PeopleWithin.class))
            .withMessageContaining("no places");
    }

    @Test
    void savingAStaleVersionIsRefusedAndVersionsAreSet() {
        try (TestRepositories other = TestRepositories.open("people", CollectionOptions.memoryOnly())) {
            Accounts accounts = other.make(Accounts.class);
            Account saved = accounts.save(new Account("a", "ann", null));
            assertThat(saved.version()).isZero();
            assertThat(accounts.save(saved).version()).isOne();
            assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> accounts.save(new Account("a", "bob", 99L)));
            assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> accounts.save(saved));
            assertThat(accounts.findById("a").orElseThrow().owner()).isEqualTo("ann");
        }
    }

    @Test
    void ofTwoWhoInsertTheSameIdOneFails() {
        Person person = new Person("new", "zoe", 1, null, null);
        this.repositories.template().insert(person);
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> this.repositories.template().insert(person));
    }

    @Test
    void sortedPageIsReadFromTheIndex() {
        assertThat(this.repositories.store()
            .collection("people")
            .explain(io.filestore.query.Query.all().orderBy("age").limit(2))
            .toString()).doesNotContain("SORT");
        assertThat(ids(this.people.findAll(PageRequest.of(1, 2, Sort.by("age"))))).isEqualTo("bc");
    }

    @Test
    void exampleFindsRows() {
        Person probe = new Person(null, "NOON", null, null, null);
        assertThat(
                this.people.findOne(Example.of(probe, ExampleMatcher.matching().withIgnoreCase())).orElseThrow().id())
            .isEqualTo("b");
    }

}
