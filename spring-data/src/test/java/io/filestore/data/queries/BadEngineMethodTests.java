package io.filestore.data.queries;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.Query;
import io.filestore.remote.MemoryEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Methods that only a collection in memory answers fail the start over an engine. */
class BadEngineMethodTests {

    private static final CollectionOptions OPTIONS = CollectionOptions.of(MemoryEngine.STRATEGY)
        .withIndexed("title", "genre", "studio.city");

    private final TestRepositories repositories = open(OPTIONS);

    private static TestRepositories open(CollectionOptions options) {
        return TestRepositories.open((builder) -> builder.engine(new MemoryEngine()).collection("films", options));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private void refused(Class<?> repository, String... parts) {
        assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> this.repositories.make(repository))
            .satisfies((ex) -> assertThat(ex.toString()).contains(parts));
        try (TestRepositories local = TestRepositories.open("films",
                CollectionOptions.memoryOnly().withIndexed("title", "genre", "studio.city"))) {
            assertThat(local.make(repository)).isNotNull();
        }
    }

    interface ByRange extends FileStoreRepository<Film, String> {

        List<Film> findByYearGreaterThan(int year);

    }

    interface ByOrder extends FileStoreRepository<Film, String> {

        List<Film> findByOrderByTitle();

    }

    interface ByFirst extends FileStoreRepository<Film, String> {

        Film findFirstByOrderByYearDesc();

    }

    interface ByBeginning extends FileStoreRepository<Film, String> {

        List<Film> findByTitleStartingWith(String start);

    }

    interface ByAnyCase extends FileStoreRepository<Film, String> {

        List<Film> findByTitleIgnoreCase(String title);

    }

    interface ByNegation extends FileStoreRepository<Film, String> {

        long countByTitleNot(String title);

    }

    interface WithoutIndex extends FileStoreRepository<Film, String> {

        boolean existsByYear(int year);

    }

    interface OneAlternative extends FileStoreRepository<Film, String> {

        List<Film> findByTitleOrYear(String title, int year);

    }

    interface ByWindow extends FileStoreRepository<Film, String> {

        Window<Film> findByYearBetweenOrderByYear(int from, int to, ScrollPosition position, Limit limit);

    }

    interface ByText extends FileStoreRepository<Film, String> {

        @Query("""
                {"where": {"year": {"gt": ?0}}}""")
        List<Film> newerThan(int year);

    }

    interface ByOrderInText extends FileStoreRepository<Film, String> {

        @Query("""
                {"orderBy": ["year"], "limit": 10}""")
        List<Film> oldest();

    }

    interface Deleting extends FileStoreRepository<Film, String> {

        long deleteByTitle(String title);

    }

    interface DeletingByText extends FileStoreRepository<Film, String> {

        @Query(value = """
                {"where": {"title": {"in": ?0}}}""", delete = true)
        void forget(Collection<String> titles);

    }

    @Test
    void whatHasNoEqualityOnAnIndexedField() {
        refused(ByRange.class, "findByYearGreaterThan", "'films' is not in memory", "title, genre, studio.city");
        refused(ByOrder.class, "findByOrderByTitle", "'films' is not in memory");
        refused(ByFirst.class, "findFirstByOrderByYearDesc", "order by year descending");
        refused(ByBeginning.class, "findByTitleStartingWith", "title starts with");
        refused(ByAnyCase.class, "findByTitleIgnoreCase", "'films' is not in memory");
        refused(ByNegation.class, "countByTitleNot", "title is not");
        refused(OneAlternative.class, "findByTitleOrYear", "'films' is not in memory", "Add 'year'",
                "filestore.collections.films.indexed");
        refused(ByWindow.class, "findByYearBetweenOrderByYear", "year between");
    }

    @Test
    void whatIsEqualToAFieldWithoutAnIndexIsToldWhichToAdd() {
        refused(WithoutIndex.class, "existsByYear", "Add 'year' to filestore.collections.films.indexed");
    }

    @Test
    void whatAnAnnotationSays() {
        refused(ByText.class, "newerThan", "year >");
        refused(ByOrderInText.class, "oldest", "order by year");
    }

    @Test
    void deletionOfSeveralWhereEachRowChangesForItself() {
        refused(Deleting.class, "deleteByTitle", "'films'", "group", "delete each by its id");
        refused(DeletingByText.class, "forget", "'films'", "group");
        try (TestRepositories group = open(OPTIONS.withGroup("films"))) {
            assertThat(group.make(Deleting.class).deleteByTitle("none")).isZero();
            group.make(DeletingByText.class).forget(List.of("none"));
        }
    }

}
