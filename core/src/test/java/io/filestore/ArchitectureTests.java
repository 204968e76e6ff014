package io.filestore;

import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import io.filestore.storage.RowLoader;
import io.filestore.storage.RowSink;
import io.filestore.storage.StorageStrategy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.filestore");

    /**
     * The floors, highest first, as in docs/architecture.md: each sees those below it.
     */
    private static final List<String> FLOORS = List.of("io.filestore.tool", "io.filestore", "io.filestore.backup",
            "io.filestore.open", "io.filestore.check", "io.filestore.flush", "io.filestore.local",
            "io.filestore.handover", "io.filestore.remote", "io.filestore.engine", "io.filestore.commit",
            "io.filestore.event", "io.filestore.config", "io.filestore.migration", "io.filestore.catalog",
            "io.filestore.wal", "io.filestore.checksum", "io.filestore.storage", "io.filestore.report",
            "io.filestore.io", "io.filestore.backend", "io.filestore.plan", "io.filestore.memory", "io.filestore.query",
            "io.filestore.row", "io.filestore.json", "io.filestore.error");

    @Test
    void everyPackageIsAFloor() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName)).isSubsetOf(FLOORS);
    }

    @Test
    void arrowsBetweenPackagesOnlyPointDown() {
        for (int floor = 1; floor < FLOORS.size(); floor++) {
            noClasses().that()
                .resideInAPackage(FLOORS.get(floor))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FLOORS.subList(0, floor).toArray(String[]::new))
                .check(CLASSES);
        }
    }

    /** What a collection is kept by is nothing that the API could see. */
    @Test
    void collectionsValuesAndTransactionsSeeTheBackendAndNothingBehindIt() {
        noClasses().that()
            .haveFullyQualifiedName(RowCollection.class.getName())
            .or()
            .haveFullyQualifiedName(Values.class.getName())
            .or()
            .haveFullyQualifiedName(Transaction.class.getName())
            .or()
            .haveFullyQualifiedName(OpenTransaction.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FLOORS.subList(2, FLOORS.indexOf("io.filestore.report")).toArray(String[]::new))
            .check(CLASSES);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("io.filestore.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyIoTouchesTheDisk() {
        noClasses().that()
            .resideOutsideOfPackage("io.filestore.io")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Files.class, FileChannel.class, RandomAccessFile.class, java.io.File.class,
                    java.io.FileInputStream.class, java.io.FileOutputStream.class)
            .check(CLASSES);
    }

    @Test
    void rowsAndErrorsKnowNoDisk() {
        noClasses().that()
            .resideInAnyPackage("io.filestore.row", "io.filestore.json")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file", "java.nio.channels")
            .check(CLASSES);
    }

    /** Who loads past the loader is not told of copies; who only counts need not be. */
    @Test
    void collectionsAreLoadedByTheLoader() {
        noClasses().that()
            .doNotHaveFullyQualifiedName(RowLoader.class.getName())
            .and()
            .doNotHaveFullyQualifiedName("io.filestore.open.RowCount")
            .should()
            .callMethod(StorageStrategy.class, "load", RowSink.class)
            .check(CLASSES);
    }

    @Test
    void coreKnowsNoSpring() {
        noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.micrometer..")
            .check(CLASSES);
    }

    /**
     * Virtual threads would be pinned in it; blocks cannot be told from the byte code
     * here.
     */
    @Test
    void noMethodAroundTheDiskIsSynchronized() {
        methods().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("io.filestore.io", "io.filestore.wal", "io.filestore.storage", "io.filestore.checksum",
                    "io.filestore.catalog", "io.filestore.memory", "io.filestore.commit")
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .check(CLASSES);
    }

    @Test
    void timeComesFromTheClockThatTheStoreWasGiven() {
        noClasses().that()
            .resideOutsideOfPackages("io.filestore.io", "io.filestore.tool", "io.filestore.row")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .check(CLASSES);
    }

}
