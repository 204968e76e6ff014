package io.filestore.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Makes contexts for {@link DataFileStoreTest}. */
final class DataFileStoreTestBootstrapper extends TestSliceTestContextBootstrapper<DataFileStoreTest> {

}
