package io.filestore.data;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.annotation.Version;
import org.springframework.data.mapping.MappingException;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.mapping.CompoundIndex;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.Indexed;
import io.filestore.data.mapping.TimeToLive;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.support.FileStoreRepositoryFactory;
import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EntityMappingTests {

    @TempDir
    private Path directory;

    private final FileStoreMappingContext entities = new FileStoreMappingContext();

    private Store store;

    @AfterEach
    void close() {
        this.store.close();
    }

    private FileStoreTemplate open(StoreBuilder builder) {
        this.store = builder.open();
        return new FileStoreTemplate(this.store, this.entities);
    }

    private FileStoreTemplate open() {
        return open(Store.builder(this.directory).unconfiguredCollections("memory-only"));
    }

    record Sum(@Id String id, int number, @Transient String note) {
    }

    static class Plain {

        @Id
        public String id;

        public int number;

        @Transient
        public String note;

        @Transient
        private String hidden;

        public transient String cached;

    }

    record Place(@Indexed String postCode) {
    }

    @Collection("orders")
    @CompoundIndex({ "orderStatus", "createdAt" })
    @CompoundIndex(value = { "orderStatus", "place.postCode" }, unique = true)
    @TimeToLive("30m")
    record Order(@Id String id, @Indexed(unique = true) String number, @Indexed String orderStatus, long createdAt,
            Place place) {
    }

    @Collection("orders")
    @TimeToLive("3600")
    record Session(@Id String id, String user) {
    }

    @Collection("orders")
    record IndexedId(@Indexed @Id String id) {
    }

    @Collection("orders")
    @CompoundIndex({ "a", "b" })
    record Misspelt(@Id String id, String a) {
    }

    record Town(String postCode) {
    }

    record Named(@Id String id, String givenName, Town homePlace, @Version Long changeCount) {
    }

    interface Names extends FileStoreRepository<Named, String> {

        List<Named> findByGivenNameAndHomePlacePostCodeOrderByGivenName(String name, String code);

    }

    @Test
    void whatIsTransientIsNotStored() {
        FileStoreTemplate template = open();
        Sum sum = template.save(new Sum("a", 1, "x"));
        assertThat(sum).isEqualTo(new Sum("a", 1, "x"));
        assertThat(this.store.collection("sum").get("a").orElseThrow()).hasToString("{\"number\":1}");
        assertThat(template.findById("a", Sum.class)).contains(new Sum("a", 1, null));
        Plain plain = new Plain();
        plain.note = "x";
        plain.hidden = "y";
        plain.cached = "z";
        template.save(plain);
        assertThat(this.store.collection("plain").get(plain.id).orElseThrow()).hasToString("{\"number\":0}");
        assertThat(template.findById(plain.id, Plain.class).orElseThrow().note).isNull();
        assertThat(plain.hidden).isEqualTo("y");
    }

    @Test
    void fieldsAreCalledAsTheStoresMapperCallsThem() {
        FileStoreTemplate template = open(Store.builder(this.directory)
            .unconfiguredCollections("memory-only")
            .jsonMapper((mapper) -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)));
        Names names = new FileStoreRepositoryFactory(template, this.entities).getRepository(Names.class);
        Named saved = names.save(new Named("a", "ann", new Town("24"), null));
        assertThat(this.store.collection("named").get("a").orElseThrow().fieldNames()).containsExactly("given_name",
                "home_place", "change_count");
        assertThat(names.findByGivenNameAndHomePlacePostCodeOrderByGivenName("ann", "24")).containsExactly(saved);
        assertThat(names.save(saved).changeCount()).isOne();
    }

    private CollectionOptions complete() {
        return CollectionOptions.memoryOnly()
            .withIndexed("orderStatus", "place.postCode", "createdAt")
            .withIndexedTogether("orderStatus", "createdAt")
            .withUnique("number")
            .withUniqueTogether("orderStatus", "place.postCode")
            .withTtl(Duration.ofMinutes(30));
    }

    private void refused(Class<?> type, CollectionOptions options, String... parts) {
        FileStoreTemplate template = open(Store.builder(this.directory).collection("orders", options));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> template.rows(type))
            .withMessageContainingAll(parts);
        this.store.close();
    }

    @Test
    void configurationThatHasWhatAnEntitySaysIsTaken() {
        FileStoreTemplate template = open(Store.builder(this.directory).collection("orders", complete()));
        assertThat(template.rows(Order.class).name()).isEqualTo("orders");
    }

    @Test
    void configurationThatLacksWhatAnEntitySaysIsRefusedWithTheLine() {
        refused(Order.class, complete().withIndexed("createdAt"), "Order", "orderStatus", "filestore.collections.orders"
                + ".indexed: [createdAt, [orderStatus, createdAt], orderStatus, place.postCode]");
        refused(Order.class, complete().withUnique("other"), "number",
                "filestore.collections.orders.unique: [other, [orderStatus, place.postCode], number]");
        refused(Order.class, complete().withTtl(null), "lives for 1800s", "filestore.collections.orders.ttl: 1800s");
        refused(Session.class, complete(), "Session", "lives for 3600s", "'1800s'");
        refused(Order.class, CollectionOptions.memoryOnly(), "orders.indexed:");
        open();
    }

    @Test
    void collectionThatIsNotConfiguredGetsWhatItsEntitySays() {
        FileStoreTemplate template = open(Store.builder(this.directory)
            .unconfiguredCollections("memory-only")
            .collectionDefaults("orders", (options, codec) -> this.entities.indexes(Order.class).addTo(options)));
        template.rows(Order.class);
        assertThat(this.store.options("orders").ttl()).isEqualTo(Duration.ofMinutes(30));
        assertThat(this.store.options("orders").unique()).containsExactly(List.of("number"),
                List.of("orderStatus", "place.postCode"));
    }

    @Test
    void badAnnotationsAreRefused() {
        FileStoreTemplate template = open(Store.builder(this.directory).unconfiguredCollections("memory-only"));
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> template.rows(IndexedId.class))
            .withMessageContainingAll("'id'", "IndexedId", "@Indexed");
        assertThatExceptionOfType(MappingException.class)
            .isThrownBy(() -> new FileStoreTemplate(this.store).rows(Misspelt.class))
            .withMessageContainingAll("'b'", "Misspelt");
    }

}
