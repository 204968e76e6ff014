package io.filestore.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.context.transaction.TransactionalTestExecutionListener;
import org.springframework.test.context.util.TestContextResourceUtils;

import io.filestore.Store;

/**
 * Loads the {@linkplain FileStoreFixture fixtures} of a test, in the test's transaction
 * if it has one.
 */
final class FixtureListener extends AbstractTestExecutionListener {

    @Override
    public int getOrder() {
        return TransactionalTestExecutionListener.ORDER + 500;
    }

    @Override
    public void beforeTestMethod(TestContext context) {
        Map<Store, List<FixtureFile>> files = new LinkedHashMap<>();
        for (FileStoreFixture fixture : fixtures(context)) {
            Store store = store(context, fixture);
            for (String path : TestContextResourceUtils.convertToClasspathResourcePaths(context.getTestClass(),
                    fixture.value())) {
                files.computeIfAbsent(store, (key) -> new ArrayList<>())
                    .add(new FixtureFile(context.getTestClass(), context.getApplicationContext().getResource(path),
                            fixture.collection()));
            }
        }
        files.forEach((store, all) -> store.transact((transaction) -> {
            Set<String> cleared = new HashSet<>();
            all.forEach((file) -> file.load(store, cleared));
            return null;
        }));
    }

    private static List<FileStoreFixture> fixtures(TestContext context) {
        List<FileStoreFixture> fixtures = new ArrayList<>(TestContextAnnotationUtils
            .getMergedRepeatableAnnotations(context.getTestClass(), FileStoreFixture.class));
        fixtures.addAll(
                AnnotatedElementUtils.getMergedRepeatableAnnotations(context.getTestMethod(), FileStoreFixture.class));
        return fixtures;
    }

    private static Store store(TestContext context, FileStoreFixture fixture) {
        ApplicationContext beans = context.getApplicationContext();
        return fixture.store().isEmpty() ? beans.getBean(Store.class) : beans.getBean(fixture.store(), Store.class);
    }

}
