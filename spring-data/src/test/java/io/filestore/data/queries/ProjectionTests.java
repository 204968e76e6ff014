package io.filestore.data.queries;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.error.InvalidQueryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class ProjectionTests {

    private final TestRepositories repositories = TestRepositories.open("shops", CollectionOptions.memoryOnly());

    private final Shops shops = this.repositories.make(Shops.class);

    record Place(String city, String street) {
    }

    record Clerk(String name, int age) {
    }

    @io.filestore.data.mapping.Collection("shops")
    record Shop(@Id String id, String name, int floors, Place place, List<Clerk> clerks) {

        String shout() {
            return this.name.toUpperCase();
        }

    }

    interface Named {

        String getName();

        int getFloors();

    }

    interface Placed {

        String getName();

        City getPlace();

        List<ClerkName> getClerks();

        default String label() {
            return getName() + " in " + getPlace().getCity();
        }

        interface City {

            String getCity();

        }

        interface ClerkName {

            String getName();

        }

    }

    interface Open {

        @Value("#{target.name() + ', ' + target.place().city()}")
        String getText();

    }

    record Card(String name, int floors) {
    }

    record WithId(String id, String name) {
    }

    record Nested(String name, CityOnly place, List<ClerkOnly> clerks) {

        record CityOnly(String city) {
        }

        record ClerkOnly(String name) {
        }

    }

    record Widened(String name, long floors, Set<Clerk> clerks) {
    }

    static class Bean {

        private String name;

        private Placed.City place;

        public String getName() {
            return this.name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public Placed.City getPlace() {
            return this.place;
        }

        public void setPlace(Placed.City place) {
            this.place = place;
        }

    }

    interface Shops extends FileStoreRepository<Shop, String> {

        List<Named> findNamedByFloors(int floors);

        Optional<Named> findNamedByName(String name);

        List<Placed> findPlacedBy();

        List<Open> findOpenBy();

        List<Card> findCardsByFloorsGreaterThan(int floors);

        Card findCardByName(String name);

        List<WithId> findWithIdBy();

        List<Nested> findNestedBy();

        List<Widened> findWidenedBy();

        List<Bean> findBeansBy();

        Page<Card> findCardPageBy(Pageable pageable);

        Slice<Named> findNamedSliceBy(Pageable pageable);

        Window<Card> findCardWindowBy(ScrollPosition position, Limit limit);

        Stream<Card> streamCardsBy();

        <P> List<P> findByFloors(int floors, Class<P> type);

        <P> Optional<P> findByName(String name, Class<P> type);

        <P> Page<P> findPageBy(Pageable pageable, Class<P> type);

        List<Card> deleteByName(String name);

    }

    @BeforeEach
    void save() {
        this.shops.save(new Shop("a", "Ann's", 1, new Place("Kiel", "Ufer 1"), List.of(new Clerk("Al", 20))));
        this.shops.save(new Shop("b", "Bob's", 3, new Place("Bonn", "Weg 2"), List.of()));
        this.shops.save(new Shop("c", "Cem's", 2, null, null));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    @Test
    void interfacesHaveTheGettersOfTheEntity() {
        assertThat(this.shops.findNamedByFloors(3)).extracting(Named::getName, Named::getFloors)
            .containsExactly(tuple("Bob's", 3));
        assertThat(this.shops.findNamedByName("Cem's").orElseThrow().getFloors()).isEqualTo(2);
        assertThat(this.shops.findNamedByName("x")).isEmpty();
    }

    @Test
    void interfacesMayBeNestedAndOpen() {
        List<Placed> placed = this.shops.findPlacedBy();
        assertThat(placed.get(0).getPlace().getCity()).isEqualTo("Kiel");
        assertThat(placed.get(0).label()).isEqualTo("Ann's in Kiel");
        assertThat(placed.get(0).getClerks()).extracting(Placed.ClerkName::getName).containsExactly("Al");
        assertThat(placed.get(2).getPlace()).isNull();
        assertThat(placed.get(2).getClerks()).isNull();
        this.shops.deleteById("c");
        assertThat(this.shops.findOpenBy()).extracting(Open::getText).containsExactly("Ann's, Kiel", "Bob's, Bonn");
    }

    @Test
    void recordsAndClassesAreFilledByName() {
        assertThat(this.shops.findCardsByFloorsGreaterThan(1)).containsExactly(new Card("Bob's", 3),
                new Card("Cem's", 2));
        assertThat(this.shops.findCardByName("Ann's")).isEqualTo(new Card("Ann's", 1));
        assertThat(this.shops.findCardByName("x")).isNull();
        assertThat(this.shops.findWithIdBy()).contains(new WithId("b", "Bob's"));
        assertThat(this.shops.findBeansBy()).extracting((bean) -> bean.getName())
            .containsExactly("Ann's", "Bob's", "Cem's");
        assertThat(this.shops.findBeansBy().get(1).getPlace().getCity()).isEqualTo("Bonn");
        assertThat(this.shops.deleteByName("Ann's")).containsExactly(new Card("Ann's", 1));
    }

    @io.filestore.data.mapping.Collection("halls")
    record Hall(@Id String id, Integer seats) {
    }

    static class Seats {

        private int seats = 1;

        public int getSeats() {
            return this.seats;
        }

        public void setSeats(int seats) {
            this.seats = seats;
        }

    }

    interface Halls extends FileStoreRepository<Hall, String> {

        List<Seats> findSeatsBy();

    }

    @Test
    void nullIsZeroWhereThereIsNoNull() {
        try (TestRepositories other = TestRepositories.open("halls", CollectionOptions.memoryOnly())) {
            Halls halls = other.make(Halls.class);
            halls.save(new Hall("a", null));
            halls.save(new Hall("b", 2));
            assertThat(halls.findSeatsBy()).extracting(Seats::getSeats).containsExactly(0, 2);
        }
    }

    @Test
    void recordsMayBeNestedAndOfWiderTypes() {
        assertThat(this.shops.findNestedBy()).containsExactly(
                new Nested("Ann's", new Nested.CityOnly("Kiel"), List.of(new Nested.ClerkOnly("Al"))),
                new Nested("Bob's", new Nested.CityOnly("Bonn"), List.of()), new Nested("Cem's", null, null));
        assertThat(this.shops.findWidenedBy()).contains(new Widened("Ann's", 1L, Set.of(new Clerk("Al", 20))));
    }

    @Test
    void pagesSlicesWindowsAndStreamsAreProjected() {
        Page<Card> page = this.shops.findCardPageBy(PageRequest.of(0, 2));
        assertThat(page).containsExactly(new Card("Ann's", 1), new Card("Bob's", 3));
        assertThat(page.getTotalElements()).isEqualTo(3);
        assertThat(this.shops.findNamedSliceBy(PageRequest.of(1, 2))).extracting(Named::getName)
            .containsExactly("Cem's");
        Window<Card> window = this.shops.findCardWindowBy(ScrollPosition.keyset(), Limit.of(2));
        assertThat(window).hasSize(2);
        assertThat(this.shops.findCardWindowBy(window.positionAt(1), Limit.of(2)))
            .containsExactly(new Card("Cem's", 2));
        assertThat(this.shops.streamCardsBy()).hasSize(3).first().isEqualTo(new Card("Ann's", 1));
    }

    @Test
    void typeMayBeAnArgument() {
        assertThat(this.shops.findByFloors(3, Card.class)).containsExactly(new Card("Bob's", 3));
        assertThat(this.shops.findByFloors(3, Named.class)).extracting(Named::getName).containsExactly("Bob's");
        assertThat(this.shops.findByFloors(3, Shop.class)).extracting(Shop::id).containsExactly("b");
        assertThat(this.shops.findByFloors(3, Object.class)).hasOnlyElementsOfType(Shop.class);
        assertThat(this.shops.findByName("Ann's", Open.class).orElseThrow().getText()).isEqualTo("Ann's, Kiel");
        assertThat(this.shops.findPageBy(PageRequest.of(0, 1), Card.class)).containsExactly(new Card("Ann's", 1));
    }

    @Test
    void argumentThatCannotBeMadeOfAnEntityIsRefused() {
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.shops.findByFloors(3, String.class))
            .withMessageContainingAll("Shop", "String");
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.shops.findByFloors(3, Wrong.class))
            .withMessageContainingAll("'colour'", "Shop");
    }

    record Wrong(String name, String colour) {
    }

    interface WrongGetter {

        String getColour();

    }

    record WrongNested(Inner place) {

        record Inner(String country) {
        }

    }

    interface WrongRecord extends FileStoreRepository<Shop, String> {

        List<Wrong> findByName(String name);

    }

    interface WrongInterface extends FileStoreRepository<Shop, String> {

        Page<WrongGetter> findByName(String name, Pageable pageable);

    }

    interface WrongWithin extends FileStoreRepository<Shop, String> {

        List<WrongNested> findByName(String name);

    }

    interface Distinct extends FileStoreRepository<Shop, String> {

        Collection<Card> findDistinctByName(String name);

    }

    private void refused(Class<?> repository, String... parts) {
        assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> this.repositories.make(repository))
            .satisfies((ex) -> assertThat(ex.toString()).contains(parts));
    }

    @Test
    void projectionsOfWhatTheEntityHasNotFailTheStart() {
        refused(WrongRecord.class, "findByName", "'colour'", "Shop");
        refused(WrongInterface.class, "findByName", "'colour'", "@Value");
        refused(WrongWithin.class, "findByName", "'country'", "Place");
        refused(Distinct.class, "findDistinctByName", "Distinct");
    }

}
