package io.filestore.data.queries;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.support.WindowIterator;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.Query;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.error.CrossDomainTransactionException;
import io.filestore.remote.MemoryEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Repositories over collections that an engine keeps. */
class EngineCollectionTests {

    private final MemoryEngine engine = new MemoryEngine();

    private final CollectionOptions kept = CollectionOptions.of(MemoryEngine.STRATEGY);

    private final TestRepositories repositories = TestRepositories.open((builder) -> builder.engine(this.engine)
        .collection("films", this.kept.withIndexed("title", "genre"))
        .collection("counted", this.kept)
        .collection("seen", this.kept.withWrites(Writes.LAST_WRITE_WINS))
        .collection("accounts", this.kept.withGroup("bank").withUnique("iban"))
        .collection("bookings", this.kept.withGroup("bank").withIndexed("account"))
        .collection("notes", CollectionOptions.memoryOnly()));

    private final FileStoreTemplate template = this.repositories.template();

    private final TransactionTemplate transaction = new TransactionTemplate(
            new FileStoreTransactionManager(this.repositories.store()));

    @AfterEach
    void close() {
        this.repositories.close();
    }

    interface Films extends FileStoreRepository<Film, String> {

        List<Film> findByTitle(String title);

        List<Film> findByGenreAndYearGreaterThanOrderByYearDesc(Film.Genre genre, int year);

        List<Film> findByTitleIn(Collection<String> titles);

        List<Film> findByTitleOrGenre(String title, Film.Genre genre, Sort sort);

        Page<Film> findByGenre(Film.Genre genre, Pageable page);

        Window<Film> findByGenreOrderByYear(Film.Genre genre, ScrollPosition position, Limit limit);

        Optional<Film> findByIdAndYear(String id, int year);

        long countByGenre(Film.Genre genre);

        boolean existsByTitle(String title);

        Stream<Film> streamByGenre(Film.Genre genre);

        @Query("""
                {"where": {"genre": ?0, "year": {"lt": ?1}}, "orderBy": ["-year"], "limit": 2}""")
        List<Film> newestBefore(String genre, int year);

    }

    private Films films() {
        Films films = this.repositories.make(Films.class);
        for (int i = 0; i < 7; i++) {
            films.save(Film.of("f" + i, "Film " + i % 2, 1920 + i));
        }
        films.save(Film.of("g", "Other", 1950).withGenre(Film.Genre.COMEDY));
        return films;
    }

    private static List<String> ids(Iterable<Film> found) {
        List<String> ids = new java.util.ArrayList<>();
        found.forEach((film) -> ids.add(film.id()));
        return ids;
    }

    @Test
    void entitiesAreStoredReadAndDeleted() {
        Films films = films();
        assertThat(films.findById("g").orElseThrow().title()).isEqualTo("Other");
        assertThat(films.existsById("none")).isFalse();
        assertThat(ids(films.findAllById(List.of("f1", "none", "g")))).containsExactly("f1", "g");
        assertThat(films.count()).isEqualTo(8);
        assertThat(films.findAll()).hasSize(8);
        films.deleteById("g");
        films.delete(films.findById("f0").orElseThrow());
        assertThat(films.count()).isEqualTo(6);
    }

    @Test
    void methodsWithAnEqualityAreAnsweredAsInMemory() {
        Films films = films();
        assertThat(ids(films.findByTitle("Film 1"))).containsExactly("f1", "f3", "f5");
        assertThat(ids(films.findByGenreAndYearGreaterThanOrderByYearDesc(Film.Genre.DRAMA, 1923)))
            .containsExactly("f6", "f5", "f4");
        assertThat(ids(films.findByTitleIn(List.of("Other", "Film 1")))).containsExactly("f1", "f3", "f5", "g");
        assertThat(ids(films.findByTitleOrGenre("Film 1", Film.Genre.COMEDY, Sort.by("year").descending())))
            .containsExactly("g", "f5", "f3", "f1");
        assertThat(films.findByIdAndYear("f2", 1922)).isPresent();
        assertThat(films.findByIdAndYear("f2", 1923)).isEmpty();
        assertThat(films.countByGenre(Film.Genre.DRAMA)).isEqualTo(7);
        assertThat(films.existsByTitle("none")).isFalse();
        assertThat(films.streamByGenre(Film.Genre.DRAMA)).hasSize(7);
        assertThat(ids(films.newestBefore("DRAMA", 1925))).containsExactly("f4", "f3");
    }

    @Test
    void whatAnEqualityFindsComesInPagesAndWindows() {
        Films films = films();
        Page<Film> page = films.findByGenre(Film.Genre.DRAMA, PageRequest.of(1, 3, Sort.by("year").descending()));
        assertThat(ids(page)).containsExactly("f3", "f2", "f1");
        assertThat(page.getTotalElements()).isEqualTo(7);
        WindowIterator<Film> windows = WindowIterator
            .of((position) -> films.findByGenreOrderByYear(Film.Genre.DRAMA, position, Limit.of(2)))
            .startingAt(ScrollPosition.keyset());
        assertThat(ids(() -> windows)).containsExactly("f0", "f1", "f2", "f3", "f4", "f5", "f6");
    }

    @Test
    void queryByExampleNeedsAnEqualityToo() {
        Films films = films();
        Film probe = new Film(null, "Film 1", null, false, null, null, null, null, null, null);
        assertThat(ids(films.findAll(Example.of(probe, ExampleMatcher.matching().withIgnorePaths("seen")))))
            .containsExactly("f1", "f3", "f5");
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
            .isThrownBy(() -> films.findAll(Example.of(probe, ExampleMatcher.matchingAny())))
            .withMessageContaining("'films' is not in memory");
    }

    @Test
    void orderOfAllIsRefusedByTheCall() {
        Films films = films();
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
            .isThrownBy(() -> films.findAll(Sort.by("year")))
            .withMessageContaining("'films' is not in memory");
        assertThat(films.findAll(PageRequest.of(1, 3))).hasSize(3);
    }

    @Test
    void severalRowsThatDoNotChangeTogetherAreRefused() {
        Films films = films();
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
            .isThrownBy(() -> films.saveAll(List.of(Film.of("x", "a", 1), Film.of("y", "b", 2))))
            .withCauseInstanceOf(CrossDomainTransactionException.class)
            .withMessageContaining("filestore.collections.films.group");
        assertThat(films.existsById("x")).isFalse();
        assertThat(films.saveAll(List.of(Film.of("x", "a", 1)))).hasSize(1);
    }

    @Test
    void engineThatIsOutOfReachIsWorthAnotherTryLater() {
        Films films = films();
        this.engine.unavailable(true);
        assertThatExceptionOfType(TransientDataAccessResourceException.class)
            .isThrownBy(() -> films.save(Film.of("x", "a", 1)));
        assertThatExceptionOfType(TransientDataAccessResourceException.class).isThrownBy(() -> films.findById("f1"));
        this.engine.unavailable(false);
        assertThat(films.existsById("x")).isFalse();
    }

    @io.filestore.data.mapping.Collection("counted")
    record Counted(@Id String id, @Version Long version, int number) {
    }

    interface CountedOnes extends FileStoreRepository<Counted, String> {

    }

    @Test
    void staleVersionIsRefused() {
        CountedOnes all = this.repositories.make(CountedOnes.class);
        Counted first = all.save(new Counted("a", null, 1));
        all.save(new Counted("a", first.version(), 2));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> all.save(new Counted("a", first.version(), 3)));
        assertThat(all.findById("a")).contains(new Counted("a", 1L, 2));
    }

    @io.filestore.data.mapping.Collection("seen")
    record Seen(@Id String id, String what) {
    }

    interface SeenOnes extends FileStoreRepository<Seen, String> {

    }

    @io.filestore.data.mapping.Collection("seen")
    record CountedSeen(@Id String id, @Version Long version) {
    }

    interface CountedSeenOnes extends FileStoreRepository<CountedSeen, String> {

    }

    @Test
    void collectionWithoutVersionsTakesWhatIsNewUnderANewId() {
        SeenOnes seen = this.repositories.make(SeenOnes.class);
        Seen saved = seen.save(new Seen(null, "a"));
        seen.save(new Seen(saved.id(), "b"));
        assertThat(seen.findById(saved.id()).orElseThrow().what()).isEqualTo("b");
        assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
            .isThrownBy(() -> this.template.insert(new Seen("own", "a")))
            .withMessageContaining("writes that are versioned");
    }

    @Test
    void versionThatNobodyWouldCompareFailsTheStart() {
        assertThatExceptionOfType(MappingException.class)
            .isThrownBy(() -> this.repositories.make(CountedSeenOnes.class))
            .withMessageContaining("last-write-wins")
            .withMessageContaining("filestore.collections.seen.writes");
    }

    @io.filestore.data.mapping.Collection("accounts")
    record Account(@Id String id, String iban, int balance) {
    }

    @io.filestore.data.mapping.Collection("bookings")
    record Booking(@Id String id, String account, int amount) {
    }

    interface Accounts extends FileStoreRepository<Account, String> {

    }

    interface Bookings extends FileStoreRepository<Booking, String> {

        List<Booking> findByAccount(String account);

        long deleteByAccount(String account);

    }

    @Test
    void groupChangesTogether() {
        Accounts accounts = this.repositories.make(Accounts.class);
        Bookings bookings = this.repositories.make(Bookings.class);
        this.transaction.executeWithoutResult((status) -> {
            accounts.saveAll(List.of(new Account("a", "DE1", 10), new Account("b", "DE2", 0)));
            bookings.save(new Booking("1", "a", 10));
        });
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
                accounts.save(new Account("a", "DE1", 0));
                bookings.deleteByAccount("a");
                throw new IllegalStateException("on the way");
            }));
        assertThat(accounts.findById("a").orElseThrow().balance()).isEqualTo(10);
        assertThat(bookings.findByAccount("a")).hasSize(1);
        assertThat(bookings.deleteByAccount("a")).isOne();
    }

    @Test
    void transactionDoesNotGoBeyondItsGroup() {
        Accounts accounts = this.repositories.make(Accounts.class);
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
            .isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
                accounts.save(new Account("a", "DE1", 10));
                this.template.save(new Note("n"));
            }))
            .withMessageContaining("'accounts'")
            .withMessageContaining("'notes'");
        assertThat(accounts.existsById("a")).isFalse();
    }

    @io.filestore.data.mapping.Collection("notes")
    record Note(@Id String id) {
    }

}
