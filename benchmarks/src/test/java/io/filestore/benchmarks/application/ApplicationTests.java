package io.filestore.benchmarks.application;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = { "KEY_VALUE", "FILESTORE", "JDBC" })
    void anApplicationStartsWithItsTwentyRepositoriesAndNoLibraryOfOthers(Application application) throws Exception {
        application.prepare(this.directory);
        assertThat(application.start(this.directory).seconds()).isPositive();
    }

}
