package io.filestore.test.shop;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestContextManager;

import io.filestore.test.DataFileStoreTest;
import io.filestore.test.FileStoreFixture;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BadFixtureTests {

    private static void refused(Class<?> test, String message) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> run(test)).withMessage(message);
    }

    private static void run(Class<?> test) throws Exception {
        TestContextManager manager = new TestContextManager(test);
        Object instance = test.getDeclaredConstructor().newInstance();
        manager.prepareTestInstance(instance);
        try {
            manager.beforeTestMethod(instance, Object.class.getMethod("hashCode"));
        }
        finally {
            manager.afterTestMethod(instance, Object.class.getMethod("hashCode"), null);
        }
    }

    @Test
    void fileThatIsNotThere() {
        refused(NoFile.class, "The fixture class path resource [io/filestore/test/shop/custommers.json] of NoFile "
                + "is not there. A path without a leading '/' begins in the package of the test class.");
    }

    @Test
    void collectionThatIsNotThere() {
        refused(NoCollection.class,
                "The fixture class path resource [io/filestore/test/shop/more-customers.json] of NoCollection "
                        + "is for collection 'more-customers', but the store has only [customers, visits]. Name one of them "
                        + "by its file's name or by 'collection', or configure it.");
    }

    @Test
    void fileThatIsNoJson() {
        refused(NoJson.class,
                "The fixture class path resource [io/filestore/test/shop/broken.json] of NoJson cannot be "
                        + "loaded: Unexpected character ('}' (code 125)): was expecting a colon to separate property name and value at line 3, column 25");
    }

    @Test
    void idThatComesTwice() {
        refused(Twice.class, "The fixture class path resource [io/filestore/test/shop/twice.json] of Twice cannot be "
                + "loaded: Duplicate Object property \"ada\" at line 3, column 8");
    }

    @Test
    void rowThatIsNoObject() {
        refused(NoObject.class,
                "The fixture class path resource [io/filestore/test/shop/no-object.json] of NoObject cannot be "
                        + "loaded: row 'ada' is no JSON object at line 2, column 10");
    }

    @Test
    void rowsThatAreNullOrOfAnotherShapeAreNamed() {
        cannotBeLoaded(NullRow.class, "null-row.json", "row 'ada' is null. A row is a JSON object");
        cannotBeLoaded(NullInArray.class, "null-in-array.json", "row 2 is null. A row is a JSON object");
        cannotBeLoaded(Nested.class, "nested.json", "row 2 is no JSON object at line 1, column 17");
        cannotBeLoaded(BadLine.class, "bad-line.jsonl", "line 3: ");
        cannotBeLoaded(BadId.class, "bad-id.json", "row '': ");
    }

    @Test
    void fileWithoutRowsSaysWhatRowsAre() {
        String rows = "it has no rows, which are JSON objects by their ids, or in an array";
        cannotBeLoaded(Nothing.class, "nothing.json", rows);
        cannotBeLoaded(Empty.class, "empty.json", rows);
        cannotBeLoaded(Numbers.class, "number.json", rows);
    }

    private static void cannotBeLoaded(Class<?> test, String file, String reason) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> run(test))
            .withMessageStartingWith("The fixture class path resource [io/filestore/test/shop/" + file + "] of "
                    + test.getSimpleName() + " cannot be loaded: " + reason);
    }

    @DataFileStoreTest
    @FileStoreFixture("custommers.json")
    static class NoFile {

    }

    @DataFileStoreTest
    @FileStoreFixture("more-customers.json")
    static class NoCollection {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "broken.json", collection = "customers")
    static class NoJson {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "twice.json", collection = "customers")
    static class Twice {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "no-object.json", collection = "customers")
    static class NoObject {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "null-row.json", collection = "customers")
    static class NullRow {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "null-in-array.json", collection = "customers")
    static class NullInArray {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "nested.json", collection = "customers")
    static class Nested {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "bad-line.jsonl", collection = "customers")
    static class BadLine {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "bad-id.json", collection = "customers")
    static class BadId {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "nothing.json", collection = "customers")
    static class Nothing {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "empty.json", collection = "customers")
    static class Empty {

    }

    @DataFileStoreTest
    @FileStoreFixture(value = "number.json", collection = "customers")
    static class Numbers {

    }

}
