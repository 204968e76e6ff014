package io.filestore.autoconfigure.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aop.framework.Advised;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.DecoratingProxy;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.repository.Repository;
import org.springframework.javapoet.ClassName;
import org.springframework.transaction.interceptor.TransactionalProxy;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.Store;
import io.filestore.archive.Bill;
import io.filestore.archive.Bills;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.things.Thing;
import io.filestore.things.Things;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that is prepared when it is built. */
class AheadOfTimeTests {

    @TempDir
    private Path directory;

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = { Things.class, Bills.class })
    @ImportAutoConfiguration({ FileStoreAutoConfiguration.class, FileStoreDataAutoConfiguration.class,
            FileStoreRepositoriesAutoConfiguration.class, FileStoreTransactionAutoConfiguration.class,
            TransactionAutoConfiguration.class })
    static class Application {

    }

    private void configure(GenericApplicationContext context) {
        TestPropertyValues.of("filestore.directory=" + this.directory.resolve("data"),
                "filestore.collections.thing.strategy=single-file", "filestore.collections.bills.strategy=single-file")
            .applyTo(context);
    }

    private void process(BiConsumer<TestGenerationContext, ClassName> consumer) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(Application.class);
            configure(context);
            TestGenerationContext generated = new TestGenerationContext(Application.class);
            ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generated);
            generated.writeGeneratedContent();
            consumer.accept(generated, initializer);
        }
    }

    @SuppressWarnings("unchecked")
    private void start(TestGenerationContext generated, ClassName name, Consumer<GenericApplicationContext> consumer) {
        TestCompiler.forSystem().with(generated).compile((compiled) -> {
            ApplicationContextInitializer<GenericApplicationContext> initializer = compiled
                .getInstance(ApplicationContextInitializer.class, name.toString());
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                configure(context);
                initializer.initialize(context);
                context.refresh();
                consumer.accept(context);
            }
        });
    }

    @Test
    @CompileWithForkedClassLoader
    void repositoriesAndTransactionsWorkInAnApplicationThatWasProcessed() {
        process((generated, initializer) -> start(generated, initializer, (context) -> {
            Things things = context.getBean(Things.class);
            Thing saved = things.save(new Thing(null, "x"));
            new TransactionTemplate(context.getBean(FileStoreTransactionManager.class))
                .executeWithoutResult((status) -> {
                    things.save(new Thing(null, "x"));
                    status.setRollbackOnly();
                });
            assertThat(things.findByName("x")).containsExactly(saved);
            assertThat(context.getBean(Store.class).collection("thing").contains(saved.id())).isTrue();
        }));
    }

    @Test
    void processingOpensNoStore() {
        process((generated, initializer) -> assertThat(Files.exists(this.directory.resolve("data"))).isFalse());
    }

    @Test
    void typesOfEntitiesAndProxiesOfRepositoriesHaveHints() {
        process((generated, initializer) -> {
            RuntimeHints hints = generated.getRuntimeHints();
            assertThat(RuntimeHintsPredicates.reflection()
                .onType(Thing.class)
                .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Thing.class, "name")).accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Bill.Line.class, "pieces"))
                .accepts(hints);
            assertThat(RuntimeHintsPredicates.proxies()
                .forInterfaces(Things.class, Repository.class, TransactionalProxy.class, Advised.class,
                        DecoratingProxy.class))
                .accepts(hints);
        });
    }

}
