package io.filestore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleIT extends ConsolePage {

    @TempDir
    private Path files;

    private void startImport(String name, String content) throws IOException {
        Path file = Files.writeString(this.files.resolve(name), content);
        browser.find("#import-open").click();
        browser.type("#import-file", file.toAbsolutePath().toString());
        browser.find("#import-start").click();
    }

    @Test
    void collectionsAreShownAsTheyAreKept() {
        put("airports", "ZRH", "{\"ident\":\"LSZH\"}");
        store().flush();
        open("");
        browser.await(() -> browser.texts("#collections tbody tr").size() == 8);
        assertThat(browser.text("#collections tbody tr:first-child")).contains("airports",
                "file-per-record in airports", "iso_country, type, ident (unique)", "never", "yes");
        browser.awaitText("#collections tbody tr:first-child td:nth-child(3)", "bytes");
        assertThat(browser.texts("#collections a")).isEqualTo(List.copyOf(store().collectionNames()));
        assertThat(browser.text("#collections tbody tr:nth-child(7)")).contains("sessions", "memory only",
                "after 1 hour", "no");
        assertThat(browser.text("#collections tbody tr:nth-child(3)")).contains("compressed in cache/app.lz4");
    }

    @Test
    void importShowsHowFarItIs() throws IOException {
        open("movies");
        browser.run("""
                window.seen = [];
                new MutationObserver(() => window.seen.push(document.getElementById('import-progress').value))
                    .observe(document.getElementById('import-progress'), { attributeFilter: ['value'] });
                """);
        String text = "x".repeat(2000);
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 10_000).forEach((i) -> lines.append("{\"n\":" + i + ",\"text\":\"" + text + "\"}\n"));
        startImport("large.jsonl", lines.toString());
        browser.awaitText("#import-result", "10,000 rows stored: 10,000 new, 0 replaced. None refused.");
        List<?> seen = (List<?>) browser.run("return window.seen.filter((value) => value > 0 && value < 100)");
        assertThat(seen).hasSizeGreaterThan(1).isSorted();
        browser.press(Keys.ESCAPE);
        browser.awaitText("#collections tbody tr:nth-child(4)", "10,000");
        browser.awaitText("#rows-found", "25 rows, and there are more.");
    }

    @Test
    void importListsWhatIsRefused() throws IOException {
        open("airports");
        startImport("airports.json", """
                [{"ident": "AAAA", "key": 1}, {"ident": "", "iso_country": "AQ"}, 5, {"ident": "BBBB"}]
                """);
        browser.awaitText("#import-result", "2 rows stored: 2 new, 0 replaced. 2 refused:");
        assertThat(browser.texts("#import-refused li")).hasSize(2);
        assertThat(browser.text("#import-refused li:first-child")).startsWith("Row 2: ");
        assertThat(browser.text("#import-refused li:last-child")).isEqualTo("Row 3: It is no JSON object.");
        assertThat(store().collection("airports").contains("AAAA")).isTrue();
    }

    @Test
    void importOfWhatIsNoJsonIsExplained() throws IOException {
        open("users");
        startImport("notes.json", "{\"a\": 1}\nDear diary");
        browser.awaitText("#import-result", "Unreadable body");
        assertThat(browser.text("#import-result")).contains("line 2", "1 rows before that were stored");
        assertThat(browser.text("#import-state")).isEqualTo("Stopped");
    }

    @Test
    void searchOffersTheIndexedFieldsAndFindsRows() {
        put("airports", "s-1", "{\"ident\":\"S1\",\"iso_country\":\"NZ\"}");
        put("airports", "s-2", "{\"ident\":\"S2\",\"iso_country\":\"NZ\"}");
        put("airports", "s-3", "{\"ident\":\"S3\",\"iso_country\":\"FJ\"}");
        open("airports");
        assertThat(browser.texts("#search-field option")).containsExactly("iso_country", "type", "ident");
        browser.type("#search-value", "NZ", Keys.ENTER);
        browser.awaitText("#rows-found", "2 rows with iso_country = NZ.");
        assertThat(browser.texts("#rows tbody button")).containsExactly("s-1", "s-2");
        browser.type("#search-value", "X", Keys.ENTER);
        browser.awaitText("#rows-found", "No row has this value.");
        browser.find("#search-clear").click();
        browser.await(() -> browser.texts("#rows tbody button").contains("s-3"));
    }

    @Test
    void queryFindsRowsInItsOrderAndShowsHow() {
        IntStream.range(0, 30)
            .forEach((i) -> put("resources", "q-%02d".formatted(i), "{\"status\":\"open\",\"n\":" + i + "}"));
        put("resources", "r", "{\"status\":\"shut\",\"n\":5}");
        open("resources");
        browser.type("#query-json", "{\"where\": {\"status\": \"open\", \"n\": {\"lt\": 28}}, \"orderBy\": [\"-n\"]}",
                Keys.ENTER);
        browser.awaitText("#rows-found", "25 rows of the query, and there are more.");
        assertThat(browser.texts("#rows tbody button")).startsWith("q-27", "q-26").endsWith("q-03");
        assertThat(browser.text("#query-plan")).isEqualTo(
                "SEARCH resources USING status (=)\nFILTER n < 28\nSORT BY n descending\nLooks at 30 rows at most.");
        browser.find("#page-next").click();
        browser.awaitText("#rows-found", "3 rows of the query.");
        assertThat(browser.texts("#rows tbody button")).containsExactly("q-02", "q-01", "q-00");
        browser.find("#query-json").clear();
        browser.type("#query-json", "{\"where\": {\"n\": {\"near\": 5}}}", Keys.ENTER);
        browser.awaitText("#problem", "unknown operator 'near'");
        assertThat(browser.texts("#rows tbody button")).isEmpty();
        assertThat(browser.text("#rows-found")).isEmpty();
        assertThat(browser.text("#query-plan")).isEmpty();
        assertThat(browser.find("#page-next").isEnabled()).isFalse();
        browser.find("#query-json").clear();
        browser.type("#query-json", "{\"where\": {\"n\": 99}}", Keys.ENTER);
        browser.awaitText("#rows-found", "No row is found by the query.");
        browser.find("#search-clear").click();
        browser.await(() -> browser.texts("#rows tbody button").contains("q-00"));
        assertThat(browser.run("return document.getElementById('query-plan').hidden")).isEqualTo(true);
    }

    @Test
    void emptyQueryIsAllRows() {
        put("resources", "e-1", "{\"n\":1}");
        put("resources", "e-2", "{\"n\":2}");
        open("resources");
        browser.type("#query-json", "{\"where\": {\"n\": 1}, \"orderBy\": [\"n\"]}", Keys.ENTER);
        browser.awaitText("#rows-found", "1 row of the query.");
        browser.find("#query-json").clear();
        browser.type("#query-json", " ", Keys.ENTER);
        browser.await(() -> browser.texts("#rows tbody button").contains("e-2"));
        assertThat(browser.text("#problem")).isEmpty();
        browser.find("#query-json").clear();
        browser.type("#query-json", "{ }", Keys.ENTER);
        browser.awaitText("#rows-found", "of the query");
    }

    @Test
    void queryGoesOnBehindARowWhoseValueIsLongerThanAnAddress() {
        String text = "x".repeat(20_000);
        IntStream.range(0, 30)
            .forEach(
                    (i) -> put("resources", "l-%02d".formatted(i), "{\"status\":\"long\",\"t\":\"" + text + i + "\"}"));
        open("resources");
        browser.type("#query-json", "{\"where\": {\"status\": \"long\"}, \"orderBy\": [\"t\"]}", Keys.ENTER);
        browser.awaitText("#rows-found", "25 rows of the query, and there are more.");
        browser.find("#page-next").click();
        browser.awaitText("#rows-found", "5 rows of the query.");
    }

    @Test
    void rowsArePagedById() {
        IntStream.range(0, 60).forEach((i) -> put("projects", "p-%02d".formatted(i), "{\"slug\":" + i + "}"));
        open("projects");
        assertThat(browser.texts("#rows tbody button")).hasSize(25).startsWith("p-00").endsWith("p-24");
        browser.find("#page-next").click();
        browser.await(() -> browser.texts("#rows tbody button").contains("p-49"));
        browser.find("#page-next").click();
        browser.awaitText("#rows-found", "10 rows after p-49.");
        assertThat(browser.find("#page-next").isEnabled()).isFalse();
        browser.find("#page-first").click();
        browser.await(() -> browser.texts("#rows tbody button").contains("p-00"));
    }

    @Test
    void rowIsShownAsItIsWithTheFileItLivesIn() {
        String json = "{\"z\":1.10,\"2\":12345678901234567890,\"1\":{\"a\":[],\"b\":[1,{}]},\"text\":\"a\\\"{,\"}";
        put("users", "Row 1", json);
        store().flush();
        open("users");
        browser.find("#rows tbody button").click();
        browser.awaitText("#row-json", "1.10");
        assertThat(browser.text("#row-json")).isEqualTo("""
                {
                  "z": 1.10,
                  "2": 12345678901234567890,
                  "1": {
                    "a": [],
                    "b": [
                      1,
                      {}
                    ]
                  },
                  "text": "a\\"{,"
                }""");
        assertThat(browser.text("#row-id")).isEqualTo("Row 1");
        assertThat(browser.text("#row-file")).isEqualTo("users/Row%201.json");
        assertThat(store().directory().resolve(browser.text("#row-file"))).exists();
        assertThat(browser.text("#row-version"))
            .isEqualTo(Long.toString(store().collection("users").entry("Row 1").orElseThrow().version()));
    }

    @Test
    void rowOfAOneFileStrategyLivesInThatFileAndASessionInMemoryOnly() {
        put("auditLogs", "a", "{}");
        put("sessions", "s", "{}");
        store().flush();
        open("auditLogs");
        browser.find("#rows tbody button").click();
        browser.awaitText("#row-file", "logs/audit.jsonl");
        open("sessions");
        browser.find("#rows tbody button").click();
        browser.awaitText("#row-file", "memory only");
    }

    @Test
    void errorIsShownInWordsAndGoesAway() {
        put("resources", "gone", "{}");
        open("resources");
        store().collection("resources").delete("gone");
        browser.find("#rows tbody button").click();
        browser.awaitText("#problem", "No such row: Collection 'resources' has no row 'gone'.");
        browser.find("#problem-close").click();
        browser.await(() -> !browser.find("#rows-section").getText().isEmpty() && browser.text("#problem").isEmpty());
        open("");
        browser.run("location.hash = 'nothing'");
        browser.awaitText("#problem", "There is no collection 'nothing'. There are airports, ");
    }

    @Test
    void contentIsTextWhateverItIs() {
        String script = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>";
        put("resources", script, "{\"" + script + "\":\"" + script + "\"}");
        open("resources");
        assertThat(browser.text("#rows tbody button")).isEqualTo(script);
        assertThat(browser.text("#rows tbody")).contains(script + ": " + script);
        browser.find("#rows tbody button").click();
        browser.awaitText("#row-json", "\"" + script + "\": \"" + script + "\"");
        assertThat(browser.text("#row-id")).isEqualTo(script);
        assertThat(browser.holds("window.ran === undefined && !document.querySelector('main img, main script')"))
            .isTrue();
    }

    @Test
    void idThatCannotBeSeenIsShownAsWhatItIs() {
        put("resources", " ", "{}");
        put("resources", "\u202Eabc", "{}");
        put("resources", "a  b\u00A0", "{}");
        put("resources", "z", "{}");
        open("resources");
        assertThat(browser.texts("#rows tbody button")).containsExactly("U+0020", "aU+0020 U+0020bU+00A0", "z",
                "U+202Eabc");
        browser.find("#rows tbody button").click();
        browser.awaitText("#row-id", "U+0020");
    }

    @Test
    void verifyThatFindsSomethingLooksLikeIt() throws IOException {
        put("users", "a", "{\"n\":1}");
        store().flush();
        Path file = store().directory().resolve("users/a.json");
        String before = Files.readString(file);
        Files.writeString(file, "{\"n\":2}");
        open("users");
        browser.find("#verify").click();
        browser.awaitText("#problem-text", "not as it should be.");
        assertThat(browser.texts("#problem-list li")).anyMatch((line) -> line.contains("row 'a'"));
        assertThat(browser.text("#done")).isEmpty();
        browser.run("document.getElementById('page-refresh').scrollIntoView()");
        assertThat(browser.number("document.getElementById('problem').getBoundingClientRect().top")).isBetween(0L,
                200L);
        Files.writeString(file, before);
    }

    @Test
    void flushCompactAndVerifySayWhatTheyDid() {
        open("movies");
        browser.find("#flush").click();
        browser.awaitText("#done", "Flushed: ");
        browser.find("#compact").click();
        browser.awaitText("#done", "Compacted movies: ");
        browser.find("#verify").click();
        browser.awaitText("#done", "nothing wrong.");
    }

    @Test
    void nothingIsAskedOfAnotherOriginAndTheBrowserHasNothingToComplainOf() {
        open("airports");
        browser.complaints();
        open("airports");
        assertThat(browser.number(
                "performance.getEntriesByType('resource').filter((e) => e.name.startsWith(location.origin)).length"))
            .isGreaterThan(10);
        assertThat(browser.number(
                "performance.getEntriesByType('resource').filter((e) => !e.name.startsWith(location.origin)).length"))
            .isZero();
        assertThat(browser.complaints()).isEmpty();
    }

}
