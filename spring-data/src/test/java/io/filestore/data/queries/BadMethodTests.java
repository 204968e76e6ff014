package io.filestore.data.queries;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/** Methods that fail the start instead of a call, or instead of finding nothing. */
class BadMethodTests {

    private final TestRepositories repositories = TestRepositories.open("films", CollectionOptions.memoryOnly());

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private void refused(Class<?> repository, String... parts) {
        assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> this.repositories.make(repository))
            .satisfies((ex) -> assertThat(ex.toString()).contains(parts));
    }

    interface TextForANumber extends FileStoreRepository<Film, String> {

        List<Film> findByYear(String year);

    }

    interface TextsForANumber extends FileStoreRepository<Film, String> {

        List<Film> findByYearIn(List<String> years);

    }

    interface ArrayOfTexts extends FileStoreRepository<Film, String> {

        List<Film> findByYearNotIn(String... years);

    }

    interface RangeOfTexts extends FileStoreRepository<Film, String> {

        List<Film> findByYearBetween(Range<String> years);

    }

    interface NumbersForTags extends FileStoreRepository<Film, String> {

        List<Film> findByTagsContaining(Set<Integer> tags);

    }

    interface Typed<V> extends FileStoreRepository<Film, String> {

        List<Film> findByYearIn(Collection<V> years);

    }

    interface OfTexts extends Typed<String> {

    }

    interface OfNumbers extends Typed<Long> {

    }

    interface AnythingGoes extends FileStoreRepository<Film, String> {

        List<Film> findByYearIn(Collection<?> years);

        List<Film> findByGenreIn(List<String> names);

        List<Film> findByTitleIn(@SuppressWarnings("rawtypes") Collection titles);

        List<Film> findByYearBetween(Range<? extends Number> years);

        List<Film> findByTagsIn(List<List<String>> tags);

    }

    interface NumberForATime extends FileStoreRepository<Film, String> {

        List<Film> findBySinceAfter(long millis);

    }

    interface SeveralForOne extends FileStoreRepository<Film, String> {

        List<Film> findByTitle(Collection<String> titles);

    }

    interface StartOfANumber extends FileStoreRepository<Film, String> {

        List<Film> findByYearStartingWith(String start);

    }

    interface TrueText extends FileStoreRepository<Film, String> {

        List<Film> findByTitleTrue();

    }

    interface CaseOfANumber extends FileStoreRepository<Film, String> {

        List<Film> findByYearIgnoreCase(int year);

    }

    interface EmptyNumber extends FileStoreRepository<Film, String> {

        List<Film> findByYearIsEmpty();

    }

    interface MapContaining extends FileStoreRepository<Film, String> {

        List<Film> findByNotesContaining(String key);

    }

    interface TextCount extends FileStoreRepository<Film, String> {

        String countByTitle(String title);

    }

    interface CountedEntities extends FileStoreRepository<Film, String> {

        List<Film> countByTitle(String title);

    }

    interface NumberOfExists extends FileStoreRepository<Film, String> {

        long existsByTitle(String title);

    }

    interface DeletedPage extends FileStoreRepository<Film, String> {

        Page<Film> deleteByTitle(String title, Pageable pageable);

    }

    interface DeletedText extends FileStoreRepository<Film, String> {

        String deleteByTitle(String title);

    }

    interface MappedFilms extends FileStoreRepository<Film, String> {

        Map<String, Film> findByTitle(String title);

    }

    interface PageWithoutPageable extends FileStoreRepository<Film, String> {

        Page<Film> findByTitle(String title);

    }

    interface WindowWithoutPosition extends FileStoreRepository<Film, String> {

        Window<Film> findByTitle(String title);

    }

    interface ListFromAPosition extends FileStoreRepository<Film, String> {

        List<Film> findByTitle(String title, ScrollPosition position);

    }

    interface PageableAndSort extends FileStoreRepository<Film, String> {

        List<Film> findByTitle(String title, Pageable pageable, Sort sort);

    }

    interface PageableAndLimit extends FileStoreRepository<Film, String> {

        List<Film> findByTitle(String title, Pageable pageable, Limit limit);

    }

    interface NoMethod extends FileStoreRepository<Film, String> {

        List<Film> everything();

    }

    interface ExistsAsAText extends FileStoreRepository<Film, String> {

        List<Film> findByTitleExists(String there);

    }

    @io.filestore.data.mapping.Collection("films")
    record Timed(@Id String id, Duration length, Duration cut) {
    }

    interface LengthInOrder extends FileStoreRepository<Timed, String> {

        List<Timed> findByCutOrderByLength(Duration cut);

    }

    interface LengthInARange extends FileStoreRepository<Timed, String> {

        List<Timed> findByLengthGreaterThan(Duration length);

    }

    @Test
    void orderThatIsNotThatOfTheTexts() {
        refused(LengthInOrder.class, "findByCutOrderByLength", "'length' is a Duration", "\"PT10S\" before \"PT9S\"");
        refused(LengthInARange.class, "findByLengthGreaterThan", "'length' is a Duration", "number");
    }

    @Test
    void argumentsThatNoFieldIsEqualTo() {
        refused(TextForANumber.class, "findByYear", "'year'", "a text (String)", "a number");
        refused(TextsForANumber.class, "findByYearIn", "'year'", "a text (String)", "a number");
        refused(ArrayOfTexts.class, "findByYearNotIn", "'year'", "a text (String)", "a number");
        refused(RangeOfTexts.class, "findByYearBetween", "'year'", "a text (String)", "a number");
        refused(NumbersForTags.class, "findByTagsContaining", "'tags'", "a number (Integer)", "a text");
        refused(OfTexts.class, "findByYearIn", "'year'", "a text (String)", "a number");
        this.repositories.make(OfNumbers.class);
        this.repositories.make(AnythingGoes.class);
        refused(NumberForATime.class, "findBySinceAfter", "'since'", "a number (long)");
        refused(SeveralForOne.class, "findByTitle", "several", "In");
        refused(ExistsAsAText.class, "findByTitleExists", "true or false");
    }

    @Test
    void predicatesThatNoFieldFulfils() {
        refused(StartOfANumber.class, "'year' is a number", "a text");
        refused(TrueText.class, "'title' is a text", "true or false");
        refused(CaseOfANumber.class, "'year' is a number");
        refused(EmptyNumber.class, "'year' is of type Integer", "can be empty");
        refused(MapContaining.class, "'notes' is a map", "exists");
    }

    @Test
    void resultsThatDoNotFitTheVerb() {
        refused(TextCount.class, "countByTitle", "String", "long or int");
        refused(CountedEntities.class, "countByTitle", "Film", "long or int");
        refused(NumberOfExists.class, "existsByTitle", "long", "boolean");
        refused(DeletedPage.class, "deleteByTitle", "PAGE of Film");
        refused(DeletedText.class, "deleteByTitle", "String");
        refused(MappedFilms.class, "findByTitle", "Map");
        refused(NoMethod.class, "everything");
    }

    /** In Spring Data's own words. */
    @Test
    void resultsThatWantAnotherArgument() {
        for (Class<?> repository : List.of(PageWithoutPageable.class, WindowWithoutPosition.class,
                ListFromAPosition.class, PageableAndSort.class, PageableAndLimit.class)) {
            assertThatRuntimeException().as(repository.getSimpleName())
                .isThrownBy(() -> this.repositories.make(repository))
                .withMessageContaining("findByTitle");
        }
    }

}
