package io.filestore.data;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Point;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.Query;
import io.filestore.data.repository.support.FileStoreRepositoryFactory;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.InvalidQueryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is refused when a repository is made, with a sentence. */
class BadRepositoryTests {

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory).collection("thing", CollectionOptions.memoryOnly()).open();
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    private void make(Class<?> repository) {
        FileStoreMappingContext entities = new FileStoreMappingContext();
        new FileStoreRepositoryFactory(new FileStoreTemplate(this.store, entities), entities).getRepository(repository);
    }

    private void refused(Class<?> repository, String... parts) {
        assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> make(repository))
            .satisfies((ex) -> assertThat(ex.toString()).contains(parts));
    }

    record Thing(@Id String id, String name, String tags, Map<String, String> attributes, List<Nameless> parts) {
    }

    record Nameless(String name) {
    }

    @Collection("missing")
    record Homeless(@Id String id) {
    }

    interface NoId extends FileStoreRepository<Nameless, String> {

    }

    interface NoCollection extends FileStoreRepository<Homeless, String> {

    }

    interface NoField extends FileStoreRepository<Thing, String> {

        List<Thing> findByColour(String colour);

    }

    interface Near extends FileStoreRepository<Thing, String> {

        List<Thing> findByNameNear(Point point, Distance distance);

    }

    interface RangeIgnoringCase extends FileStoreRepository<Thing, String> {

        List<Thing> findByNameGreaterThanIgnoreCase(String name);

    }

    interface DeleteFirst extends FileStoreRepository<Thing, String> {

        long deleteFirst2ByName(String name);

    }

    interface RemoveTop extends FileStoreRepository<Thing, String> {

        long removeTopByName(String name);

    }

    interface TooFewArguments extends FileStoreRepository<Thing, String> {

        List<Thing> findByNameAndTags(String name);

    }

    interface TooManyArguments extends FileStoreRepository<Thing, String> {

        List<Thing> findByNameIsNull(String name);

    }

    interface ReturnsAnother extends FileStoreRepository<Thing, String> {

        String findByName(String name);

    }

    interface ReturnsARecord extends FileStoreRepository<Thing, String> {

        List<Versioned> findByName(String name);

    }

    interface ReturnsAMap extends FileStoreRepository<Thing, String> {

        Map<String, Thing> findByName(String name);

    }

    interface ThroughAList extends FileStoreRepository<Thing, String> {

        List<Thing> findByPartsName(String name);

    }

    interface WrongId extends FileStoreRepository<Thing, Long> {

    }

    @Collection("thing")
    record Versioned(@Id String id, @Version String version) {
    }

    @Collection("thing")
    static class Hidden {

        @Id
        String id = "";

        public String name = "";

    }

    @Collection("thing")
    record Timed(@Id Instant id) {
    }

    interface HiddenIds extends FileStoreRepository<Hidden, String> {

    }

    interface TimedIds extends FileStoreRepository<Timed, Instant> {

    }

    interface MisspelledField extends FileStoreRepository<Thing, String> {

        @Query("""
                {"where": {"nmae": ?0}}""")
        List<Thing> named(String name);

    }

    interface WithVersion extends FileStoreRepository<Versioned, String> {

    }

    interface CountsTopics extends FileStoreRepository<Thing, String> {

        long countTopicsByName(String name);

        long deleteByName(String name);

    }

    @Test
    void namesThatOnlyBeginLikeALimitAreTaken() {
        assertThatNoException().isThrownBy(() -> make(CountsTopics.class));
    }

    @Test
    void methodsWhoseNamesDoNotFitWhatTheyTakeOrReturn() {
        refused(DeleteFirst.class, "deleteFirst2ByName", "Limit");
        refused(RemoveTop.class, "removeTopByName", "Limit");
        refused(TooFewArguments.class, "wants 2", "has 1");
        refused(TooManyArguments.class, "wants 0", "has 1");
        refused(ReturnsAnother.class, "String");
        refused(ReturnsARecord.class, "Versioned", "'version'");
        refused(ReturnsAMap.class, "Map");
        refused(ThroughAList.class, "parts.name", "several values");
    }

    @Test
    void versionThatDoesNotCountAndIdsOfAnotherType() {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> make(WithVersion.class))
            .withMessageContainingAll("Versioned", "@Version");
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> make(WrongId.class))
            .withMessageContainingAll("WrongId", "Long", "String");
    }

    @Test
    void entityWithoutAnIdAndOneWithoutACollection() {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> make(NoId.class))
            .withMessageContainingAll("Nameless", "no id", "@Id");
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> make(NoCollection.class))
            .withMessageContaining("missing");
    }

    @Collection("thing")
    static class Base {

        @Id
        public String id;

    }

    @Collection("others")
    static class Elsewhere extends Base {

    }

    interface Bases extends FileStoreRepository<Base, String> {

    }

    @Test
    void subclassThatWouldBeInAnotherCollection() {
        FileStoreMappingContext entities = new FileStoreMappingContext();
        Bases bases = new FileStoreRepositoryFactory(new FileStoreTemplate(this.store, entities), entities)
            .getRepository(Bases.class);
        bases.saveAll(List.of(new Base(), new Base()));
        for (ThrowingCallable change : List.<ThrowingCallable>of(() -> bases.save(new Elsewhere()),
                () -> bases.saveAll(List.of(new Base(), new Elsewhere())), () -> bases.delete(new Elsewhere()),
                () -> bases.deleteAll(List.of(new Elsewhere())))) {
            assertThatExceptionOfType(MappingException.class).isThrownBy(change)
                .withMessageContainingAll("Elsewhere", "'others'", "Base", "'thing'", "@JsonTypeInfo");
        }
        assertThat(bases.count()).isEqualTo(2);
    }

    @Test
    void idThatNobodyReadsOrThatIsOfNoUse() {
        assertThatExceptionOfType(InvalidEntityException.class).isThrownBy(() -> make(HiddenIds.class))
            .withMessageContainingAll("Hidden", "its @Id 'id'", "Give it a getter");
        assertThatExceptionOfType(InvalidEntityException.class).isThrownBy(() -> make(TimedIds.class))
            .withMessageContainingAll("Timed", "its @Id 'id' is a java.time.Instant");
    }

    @Test
    void fieldThatAQueryMisspellsIsToldWithTheOthers() {
        refused(MisspelledField.class, "'nmae' leads to no field", "[#id, name, tags, attributes, parts]");
    }

    @Test
    void methodsThatAskForWhatCannotBeAnswered() {
        refused(NoField.class, "findByColour", "colour");
        assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> make(NoField.class))
            .withCauseInstanceOf(InvalidQueryException.class)
            .withRootCauseInstanceOf(PropertyReferenceException.class);
        refused(Near.class, "findByNameNear", "no places");
        refused(RangeIgnoringCase.class, "findByNameGreaterThanIgnoreCase", "lower case");
    }

}
