package io.filestore.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.domain.Persistable;
import org.springframework.data.mapping.MappingException;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.query.Page;
import io.filestore.query.Query;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FileStoreTemplateTests {

    @TempDir
    private Path directory;

    private Store store;

    private FileStoreTemplate template;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory)
            .collection("city", CollectionOptions.singleFile("cities.json").withUnique("name"))
            .unconfiguredCollections("memory-only")
            .open();
        this.template = new FileStoreTemplate(this.store);
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    record City(@Id String id, String name, int people) {
    }

    /** Without setters, and no record. */
    static final class Fixed {

        @Id
        private final Long id;

        private final String text;

        @PersistenceCreator
        @JsonCreator
        Fixed(@JsonProperty("id") Long id, @JsonProperty("text") String text) {
            this.id = id;
            this.text = text;
        }

        public Long getId() {
            return this.id;
        }

        public String getText() {
            return this.text;
        }

    }

    static class Mutable {

        @Id
        public UUID id;

        public String text;

    }

    record Counted(@Id int id, String text) {
    }

    record NoId(String name) {
    }

    @Collection("city")
    record OtherCity(@Id String id) {
    }

    static class Own implements Persistable<String> {

        @Id
        public String id;

        public transient boolean fresh;

        @Override
        public String getId() {
            return this.id;
        }

        @Override
        public boolean isNew() {
            return this.fresh;
        }

    }

    @Collection("animals")
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({ @JsonSubTypes.Type(value = Cat.class, name = "cat"),
            @JsonSubTypes.Type(value = Dog.class, name = "dog") })
    abstract static class Animal {

        @Id
        public String id;

    }

    static class Cat extends Animal {

        public int lives;

    }

    static class Dog extends Animal {

        public String owner;

    }

    private List<City> three() {
        return this.template
            .saveAll(List.of(new City("a", "Ulm", 1), new City("b", "Rom", 3), new City("c", "Bonn", 2)));
    }

    @Test
    void savedEntitiesAreFoundCountedAndDeleted() {
        three();
        City saved = this.template.save(new City(null, "Kiel", 4));
        assertThat(saved.id()).hasSize(36);
        assertThat(this.template.findById(saved.id(), City.class)).contains(saved);
        assertThat(this.template.existsById("a", City.class)).isTrue();
        assertThat(this.template.count(City.class)).isEqualTo(4);
        assertThat(this.template.findAll(City.class)).hasSize(4).contains(saved);
        assertThat(this.template.findAllById(List.of("b", "x", "b"), City.class)).extracting(City::name)
            .containsExactly("Rom");
        this.template.delete(saved);
        assertThat(this.template.deleteById("a", City.class)).isTrue();
        assertThat(this.template.deleteById("a", City.class)).isFalse();
        this.template.deleteAllById(List.of("b", "x"), City.class);
        assertThat(this.template.findAll(City.class)).extracting(City::id).containsExactly("c");
        this.template.deleteAll(City.class);
        assertThat(this.template.exists(Query.all(), City.class)).isFalse();
    }

    @Test
    void queriesAreAnsweredAndDeletedByWithinTheirLimit() {
        three();
        Query more = where("people").greaterThan(1).orderBy("people");
        assertThat(this.template.find(more, City.class)).extracting(City::id).containsExactly("c", "b");
        assertThat(this.template.find(more, 1, City.class)).extracting(City::id).containsExactly("b");
        assertThat(this.template.find(more, 7, City.class)).isEmpty();
        assertThat(this.template.stream(more, City.class)).hasSize(2);
        assertThat(this.template.count(more, City.class)).isEqualTo(2);
        assertThat(this.template.findOne(where("name").is("Ulm"), City.class)).isPresent();
        assertThat(this.template.findOne(more.limit(1), City.class).orElseThrow().id()).isEqualTo("c");
        assertThat(this.template.findOne(where("name").is("x"), City.class)).isEmpty();
        Page<City> page = this.template.page(more.limit(1), null, City.class);
        assertThat(this.template.page(more.limit(1), page.next().orElseThrow(), City.class).rows()).hasSize(1);
        assertThat(this.template.findAndDelete(more.limit(1), City.class)).extracting(City::id).containsExactly("c");
        assertThat(this.template.delete(Query.all().limit(1), City.class)).isOne();
        assertThat(this.template.count(City.class)).isOne();
    }

    @Test
    void whatTheStoreRefusesIsSpringsException() {
        three();
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> this.template.save(new City(null, "Rom", 1)))
            .withMessageContaining("name");
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> this.template.saveAll(List.of(new City("d", "Jena", 1), new City("e", "Rom", 1))));
        assertThat(this.template.count(City.class)).isEqualTo(3);
        assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
            .isThrownBy(() -> this.template.findOne(Query.all(), City.class))
            .withMessage(
                    "One row of collection 'city' was asked for, and 3 were found. Ask for a List, or for the first"
                            + " one: by First in the name of a method, or by a limit of 1.");
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
            .isThrownBy(() -> this.template.page(Query.all(), null, City.class));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
            .isThrownBy(() -> this.template.findById("\u0000", City.class)
                .map(City::id)
                .or(() -> Optional.of(this.template.save(new City("\u0000", "x", 1)).id())));
        this.store.collection("city").put("odd", io.filestore.row.Row.of("name", 1));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
            .isThrownBy(() -> this.template.stream(Query.all(), City.class).toList())
            .withMessageContaining("'odd'");
        assertThatIllegalArgumentException().isThrownBy(() -> this.template.delete(new City(null, "x", 1)))
            .withMessageContaining("no id");
        assertThatIllegalArgumentException().isThrownBy(() -> this.template.findById(null, City.class));
    }

    @Test
    void insertRefusesAnIdThatIsThere() {
        three();
        assertThat(this.template.insert(new City("d", "Jena", 1)).id()).isEqualTo("d");
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> this.template.insert(new City("a", "Hof", 1)))
            .withMessageContainingAll("'a'", "'city'", "another id");
        this.template.save(new City("a", "Hof", 1));
        assertThat(this.template.findById("a", City.class).orElseThrow().name()).isEqualTo("Hof");
    }

    @Test
    void idsAreGeneratedIntoRecordsFinalFieldsAndObjects() {
        Fixed fixed = this.template.save(new Fixed(null, "x"));
        assertThat(fixed.getId()).isPositive();
        assertThat(this.template.findById(fixed.getId(), Fixed.class).orElseThrow().getText()).isEqualTo("x");
        Mutable mutable = new Mutable();
        assertThat(this.template.save(mutable)).isSameAs(mutable);
        assertThat(this.template.existsById(mutable.id, Mutable.class)).isTrue();
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.template.save(new Counted(0, "x")))
            .withMessageContaining("int");
        assertThat(this.template.save(new Counted(7, "x")).id()).isEqualTo(7);
    }

    @Test
    void numbersThatAreGeneratedTogetherDiffer() {
        List<Fixed> all = IntStream.range(0, 5000).mapToObj((each) -> new Fixed(null, "x" + each)).toList();
        assertThat(this.template.saveAll(all)).extracting(Fixed::getId).doesNotHaveDuplicates().isSorted();
        assertThat(this.template.count(Fixed.class)).isEqualTo(5000);
    }

    @Test
    void objectThatCouldNotBeStoredHasNoId() {
        Mutable mutable = new Mutable();
        mutable.text = "\uD800";
        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.template.save(mutable));
        assertThat(mutable.id).isNull();
        assertThatExceptionOfType(DataIntegrityViolationException.class)
            .isThrownBy(() -> this.template.saveAll(List.of(new Mutable(), mutable)));
        assertThat(mutable.id).isNull();
        assertThat(this.template.count(Mutable.class)).isZero();
    }

    @Test
    void persistableSaysItselfWhetherItIsNew() {
        Own own = new Own();
        own.id = "a";
        own.fresh = true;
        this.template.save(own);
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.template.save(own));
        own.fresh = false;
        this.template.save(own);
        assertThat(this.template.count(Own.class)).isOne();
        assertThat(this.store.collection("own").get("a").orElseThrow()).hasToString("{}");
    }

    @Test
    void kindsOfOneClassShareACollection() {
        Cat cat = this.template.save(new Cat());
        this.template.save(new Dog());
        assertThat(this.template.findAll(Animal.class)).hasExactlyElementsOfTypes(Cat.class, Dog.class)
            .extracting((animal) -> animal.id)
            .startsWith(cat.id);
        this.template.delete(cat);
        assertThat(this.template.count(Animal.class)).isOne();
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.template.findAll(Dog.class))
            .withMessageContainingAll("Animal", "Dog", "animals");
    }

    @Test
    void classesThatAreNoEntitiesAreRefused() {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.template.save(new NoId("x")))
            .withMessageContainingAll("NoId", "no id", "@Id");
        this.template.findAll(City.class);
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.template.findAll(OtherCity.class))
            .withMessageContainingAll("OtherCity", "City", "'city'", "@Collection");
    }

}
