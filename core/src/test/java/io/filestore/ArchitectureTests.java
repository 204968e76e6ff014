package io.filestore;

import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.filestore");

    @Test
    void arrowsBetweenPackagesOnlyPointDown() {
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("io.filestore..")
            .layer("store")
            .definedBy("io.filestore")
            .layer("tool")
            .definedBy("io.filestore.tool")
            .layer("backup")
            .definedBy("io.filestore.backup")
            .layer("catalog")
            .definedBy("io.filestore.catalog")
            .layer("wal")
            .definedBy("io.filestore.wal")
            .layer("checksum")
            .definedBy("io.filestore.checksum")
            .layer("storage")
            .definedBy("io.filestore.storage")
            .layer("index")
            .definedBy("io.filestore.index")
            .layer("io")
            .definedBy("io.filestore.io")
            .layer("record")
            .definedBy("io.filestore.record")
            .layer("error")
            .definedBy("io.filestore.error")
            .whereLayer("tool")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("store")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("backup")
            .mayOnlyBeAccessedByLayers("tool", "store")
            .whereLayer("catalog")
            .mayOnlyBeAccessedByLayers("backup", "tool", "store")
            .whereLayer("wal")
            .mayOnlyBeAccessedByLayers("tool", "store")
            .whereLayer("checksum")
            .mayOnlyBeAccessedByLayers("tool", "store")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("backup", "tool", "store", "catalog", "checksum")
            .whereLayer("index")
            .mayOnlyBeAccessedByLayers("tool", "store")
            .whereLayer("io")
            .mayOnlyBeAccessedByLayers("tool", "store", "backup", "catalog", "wal", "checksum", "storage", "index")
            .whereLayer("record")
            .mayOnlyBeAccessedByLayers("tool", "store", "backup", "catalog", "wal", "checksum", "storage", "index")
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
            .resideInAPackage("io.filestore.record")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file", "java.nio.channels")
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
            .resideInAnyPackage("io.filestore.io", "io.filestore.wal", "io.filestore.storage", "io.filestore.index")
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .check(CLASSES);
    }

    @Test
    void timeComesFromTheClockThatTheStoreWasGiven() {
        noClasses().that()
            .resideInAnyPackage("io.filestore", "io.filestore.wal", "io.filestore.storage", "io.filestore.index")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .check(CLASSES);
    }

}
