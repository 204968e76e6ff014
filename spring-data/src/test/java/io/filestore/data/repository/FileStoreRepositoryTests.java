package io.filestore.data.repository;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.query.PlanKind;
import io.filestore.query.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FileStoreRepositoryTests {

    @TempDir
    private Path directory;

    private Store store;

    private AnnotationConfigApplicationContext context;

    private People people;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory)
            .collection("people",
                    CollectionOptions.singleFile("people.json").withIndexed("age", "name").withUnique("email"))
            .collection("notes", CollectionOptions.memoryOnly())
            .collection("counter", CollectionOptions.memoryOnly())
            .open();
        this.context = new AnnotationConfigApplicationContext();
        this.context.registerBean("fileStore", Store.class, () -> this.store);
        this.context.register(Application.class);
        this.context.refresh();
        this.people = this.context.getBean(People.class);
    }

    @AfterEach
    void close() {
        this.context.close();
        this.store.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(considerNestedRepositories = true)
    static class Application {

        @Bean
        FileStoreTransactionManager fileStoreTransactionManager(Store store) {
            return new FileStoreTransactionManager(store);
        }

    }

    enum Role {

        ADMIN, USER

    }

    record Address(String city) {
    }

    @io.filestore.data.mapping.Collection("people")
    record Person(@Id String id, String name, String email, Integer age, Role role, Instant since, Address address,
            List<String> tags) {

        static Person of(String name, Integer age) {
            return new Person(null, name, name + "@example.com", age, Role.USER, Instant.EPOCH, new Address("Kiel"),
                    List.of("a", name));
        }

    }

    interface NameOnly {

        String getName();

    }

    interface People extends FileStoreRepository<Person, String> {

        List<Person> findByName(String name);

        Optional<Person> findByEmailIgnoreCase(String email);

        List<Person> findByAgeBetweenOrderByAgeDesc(int from, int to);

        List<Person> findByAgeBetween(Range<Integer> range);

        List<Person> findByAgeLessThan(int age);

        List<Person> findByNameIn(Collection<String> names);

        List<Person> findByNameIn(String... names);

        List<Person> findByNameLikeAndAgeGreaterThanEqualOrRole(String like, int age, Role role);

        List<Person> findByAddressCityAndTagsContaining(String city, String tag);

        List<Person> findByAgeIsNull();

        List<Person> findBySinceAfter(Instant time);

        List<NameOnly> findByRole(Role role);

        Page<Person> findByNameStartingWith(String start, Pageable pageable);

        Slice<Person> findSliceByNameStartingWith(String start, Pageable pageable);

        List<Person> findByNameNot(String name, Sort sort, Limit limit);

        Optional<Person> findFirstByOrderByAgeDesc();

        Page<Person> findTop3ByNameNotNull(Pageable pageable);

        Slice<Person> findFirst3ByNameNotNullOrderByName(Pageable pageable);

        List<Person> findByTagsIsNotEmpty();

        List<Person> findByTagsIsEmpty();

        List<Person> deleteByRole(Role role, Limit limit);

        Stream<Person> streamByNameNotNull();

        @Nullable Person findByRoleAndAge(Role role, int age);

        long countByAge(int age);

        boolean existsByName(String name);

        long deleteByAge(int age);

        List<Person> removeByName(String name);

    }

    @io.filestore.data.mapping.Collection("notes")
    static class Note {

        @Id
        private UUID id;

        private String text;

        public UUID getId() {
            return this.id;
        }

        public void setId(UUID id) {
            this.id = id;
        }

        public String getText() {
            return this.text;
        }

        public void setText(String text) {
            this.text = text;
        }

    }

    interface Notes extends FileStoreRepository<Note, UUID> {

    }

    record Counter(@Id Long id, int n) {
    }

    interface Counters extends FileStoreRepository<Counter, Long> {

    }

    private static List<String> names(Iterable<Person> people) {
        return Stream.of(people).flatMap((all) -> {
            Stream.Builder<String> names = Stream.builder();
            all.forEach((person) -> names.add(person.name()));
            return names.build();
        }).toList();
    }

    private void five() {
        this.people.saveAll(List.of(Person.of("ann", 10), Person.of("bob", 20), Person.of("cem", 30),
                Person.of("dee", null), Person.of("eve", 40)));
    }

    @Test
    void savedEntityHasAnIdAndIsFoundChangedAndDeletedByIt() {
        Person saved = this.people.save(Person.of("ann", 10));
        assertThat(saved.id()).hasSize(36);
        assertThat(this.people.findById(saved.id())).contains(saved);
        assertThat(this.store.collection("people").get(saved.id()).orElseThrow().has("id")).isFalse();
        this.people.save(new Person(saved.id(), "anna", "a@example.com", 11, Role.ADMIN, Instant.EPOCH, null, null));
        assertThat(this.people.findById(saved.id()).orElseThrow().name()).isEqualTo("anna");
        assertThat(this.people.count()).isOne();
        this.people.delete(saved);
        assertThat(this.people.existsById(saved.id())).isFalse();
        assertThat(this.people.findAll()).isEmpty();
    }

    @Test
    void idsThatAreUuidsOrNumbersAreGeneratedAndWrittenBackIntoTheSameObject() {
        Note note = new Note();
        note.setText("x");
        assertThat(this.context.getBean(Notes.class).save(note)).isSameAs(note);
        assertThat(note.getId()).isNotNull();
        assertThat(this.context.getBean(Notes.class).findById(note.getId()).orElseThrow().getText()).isEqualTo("x");
        Counters counters = this.context.getBean(Counters.class);
        Counter first = counters.save(new Counter(null, 1));
        for (int i = 0; i < 3000; i++) {
            counters.save(new Counter(null, i));
        }
        assertThat(counters.count()).isEqualTo(3001);
        assertThat(first.id()).isBetween(1L, 1L << 53);
        assertThat(counters.findById(first.id())).contains(first);
    }

    @Test
    void whatKeyValueAnswersWronglyIsRight() {
        five();
        assertThat(names(this.people.findByAgeBetweenOrderByAgeDesc(10, 30))).containsExactly("cem", "bob", "ann");
        assertThat(names(this.people.findByAgeLessThan(20))).containsExactly("ann");
        assertThat(names(this.people.findByNameIn("ann", "eve"))).containsExactlyInAnyOrder("ann", "eve");
        assertThat(names(this.people.findByNameIn(List.of("ann")))).containsExactly("ann");
        assertThat(names(this.people.findByNameLikeAndAgeGreaterThanEqualOrRole("%e%", 30, Role.ADMIN)))
            .containsExactlyInAnyOrder("cem", "eve");
        Slice<Person> slice = this.people.findSliceByNameStartingWith("", PageRequest.of(0, 2, Sort.by("name")));
        assertThat(names(slice)).containsExactly("ann", "bob");
        assertThat(slice.hasNext()).isTrue();
        assertThat(this.people.findSliceByNameStartingWith("", PageRequest.of(2, 2, Sort.by("name"))).hasNext())
            .isFalse();
        assertThat(this.people.deleteByAge(10)).isOne();
        assertThat(names(this.people.removeByName("bob"))).containsExactly("bob");
        assertThat(this.people.count()).isEqualTo(3);
    }

    @Test
    void methodsFindWhatTheirNamesSay() {
        five();
        assertThat(names(this.people.findByName("bob"))).containsExactly("bob");
        assertThat(this.people.findByEmailIgnoreCase("BOB@example.COM")).isPresent();
        assertThat(names(this.people.findByAgeBetween(Range.rightOpen(10, 30)))).containsExactlyInAnyOrder("ann",
                "bob");
        assertThat(names(this.people.findByAddressCityAndTagsContaining("Kiel", "eve"))).containsExactly("eve");
        assertThat(names(this.people.findByAgeIsNull())).containsExactly("dee");
        assertThat(this.people.findBySinceAfter(Instant.EPOCH)).isEmpty();
        assertThat(this.people.findBySinceAfter(Instant.EPOCH.minusSeconds(1))).hasSize(5);
        assertThat(this.people.findByRole(Role.USER)).extracting(NameOnly::getName).hasSize(5).contains("cem");
        assertThat(names(this.people.findByNameNot("ann", Sort.by("name").descending(), Limit.of(2))))
            .containsExactly("eve", "dee");
        assertThat(this.people.findFirstByOrderByAgeDesc().orElseThrow().name()).isEqualTo("eve");
        try (Stream<Person> all = this.people.streamByNameNotNull()) {
            assertThat(all).hasSize(5);
        }
        assertThat(this.people.findByRoleAndAge(Role.USER, 30).name()).isEqualTo("cem");
        assertThat(this.people.findByRoleAndAge(Role.ADMIN, 30)).isNull();
        assertThat(this.people.countByAge(40)).isOne();
        assertThat(this.people.existsByName("eve")).isTrue();
        assertThat(this.people.existsByName("zoe")).isFalse();
        this.people.save(Person.of("fay", 30));
        assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
            .isThrownBy(() -> this.people.findByRoleAndAge(Role.USER, 30));
    }

    @Test
    void pagesAreCountedAndSorted() {
        five();
        Page<Person> page = this.people.findByNameStartingWith("", PageRequest.of(1, 2, Sort.by("age").descending()));
        assertThat(names(page)).containsExactly("bob", "ann");
        assertThat(page.getTotalElements()).isEqualTo(5);
        assertThat(names(this.people.findAll(PageRequest.of(2, 2, Sort.by("name"))))).containsExactly("eve");
        assertThat(names(this.people.findAll(Sort.by(Sort.Order.asc("age").nullsLast())))).endsWith("dee");
        assertThat(names(this.people.findAll(Sort.by(Sort.Order.asc("age").nullsFirst())))).startsWith("dee");
    }

    @Test
    void pagesStayWithinTheLimitOfTheMethodsName() {
        five();
        Page<Person> page = this.people.findTop3ByNameNotNull(PageRequest.of(0, 2, Sort.by("name")));
        assertThat(names(page)).containsExactly("ann", "bob");
        assertThat(page.getTotalElements()).isEqualTo(3);
        assertThat(names(this.people.findTop3ByNameNotNull(PageRequest.of(1, 2, Sort.by("name")))))
            .containsExactly("cem");
        assertThat(this.people.findTop3ByNameNotNull(PageRequest.of(0, 20))).hasSize(3);
        Slice<Person> slice = this.people.findFirst3ByNameNotNullOrderByName(PageRequest.of(1, 2));
        assertThat(names(slice)).containsExactly("cem");
        assertThat(slice.hasNext()).isFalse();
    }

    @Test
    void emptyIsNotNullAndDeletingMayHaveALimit() {
        this.people.save(new Person("a", "a", null, 1, Role.USER, null, null, List.of()));
        this.people.save(new Person("b", "b", null, 1, Role.USER, null, null, null));
        this.people.save(new Person("c", "c", null, 1, Role.USER, null, null, List.of("x")));
        assertThat(names(this.people.findByTagsIsEmpty())).containsExactly("a");
        assertThat(names(this.people.findByTagsIsNotEmpty())).containsExactly("c");
        assertThat(this.people.deleteByRole(Role.USER, Limit.of(2))).hasSize(2);
        assertThat(this.people.count()).isOne();
    }

    @Test
    void idsAreNotNullAndEachIsFoundOnce() {
        this.people.save(new Person("a", "a", null, 1, Role.USER, null, null, null));
        assertThat(this.people.findAllById(List.of("a", "b", "a"))).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> this.people.existsById(null))
            .withMessageContaining("must not be null");
        this.people.deleteAll();
        assertThat(this.people.findAll()).isEmpty();
    }

    /** An order that is asked for twice is one that no index has. */
    @Test
    void orderOfAPageIsTheIndexes() {
        for (int i = 0; i < 300; i++) {
            this.people.save(Person.of("name" + i, i));
        }
        this.store.collection("people").find(Query.all().orderBy("age").limit(1));
        long before = orders();
        this.people.findByNameNot("x", Sort.by("age").descending(), Limit.of(2));
        this.people.findAll(PageRequest.of(0, 2, Sort.by("age")));
        assertThat(orders() - before).isEqualTo(2);
    }

    private long orders() {
        return this.store.stats().collections().get("people").queries().get(PlanKind.ORDER).count();
    }

    @Test
    void repositoryTakesPartInTransactionsAndThrowsSpringsExceptions() {
        TransactionTemplate template = new TransactionTemplate(this.context.getBean(FileStoreTransactionManager.class));
        assertThatIllegalStateException().isThrownBy(() -> template.executeWithoutResult((status) -> {
            this.people.save(Person.of("ann", 10));
            assertThat(this.people.findByName("ann")).hasSize(1);
            throw new IllegalStateException("no");
        }));
        assertThat(this.people.count()).isZero();
        this.people.save(Person.of("ann", 10));
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> this.people.saveAll(List.of(Person.of("bob", 1), Person.of("ann", 11))))
            .withMessageContaining("email");
        assertThat(names(this.people.findAll())).containsExactly("ann");
        this.people.deleteAllById(List.of("x", "y"));
        assertThat(this.people.count()).isOne();
    }

}
