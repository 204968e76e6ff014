package io.filestore.data.observation;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aop.framework.Advised;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.transaction.annotation.Transactional;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.transaction.FileStoreTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RepositoryObservationsTests {

    @TempDir
    private Path directory;

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private AnnotationConfigApplicationContext context;

    @AfterEach
    void close() {
        if (this.context != null) {
            this.context.close();
        }
    }

    private Tags start(Supplier<RepositoryObservations> observations) {
        this.context = new AnnotationConfigApplicationContext();
        this.context.registerBean("fileStore", Store.class,
                () -> Store.builder(this.directory)
                    .collection("labels", CollectionOptions.memoryOnly().withUnique("name"))
                    .open());
        if (observations != null) {
            this.context.registerBean(RepositoryObservations.class, observations);
        }
        this.context.register(Application.class);
        this.context.refresh();
        return this.context.getBean(Tags.class);
    }

    private Tags observed() {
        return start(() -> new RepositoryObservations(this.registry));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(considerNestedRepositories = true)
    static class Application {

        @Bean
        FileStoreTransactionManager fileStoreTransactionManager(Store store) {
            return new FileStoreTransactionManager(store);
        }

    }

    @Collection("labels")
    record Tag(@Id String id, String name) {
    }

    interface Tags extends FileStoreRepository<Tag, String> {

        List<Tag> findByName(String name);

        default boolean isKnown(String name) {
            return !findByName(name).isEmpty();
        }

        @Transactional
        default void twice(String name) {
            save(new Tag(null, name));
            save(new Tag(null, name));
        }

    }

    @Test
    void callIsAnObservationWithFewKeys() {
        observed().findByName("x");
        assertThat(this.registry).hasSingleObservationThat()
            .hasNameEqualTo("filestore.repository")
            .hasContextualNameEqualTo("Tags.findByName")
            .hasBeenStarted()
            .hasBeenStopped()
            .hasOnlyKeys("repository", "method", "collection", "outcome", "exception")
            .hasLowCardinalityKeyValue("repository", "Tags")
            .hasLowCardinalityKeyValue("method", "findByName")
            .hasLowCardinalityKeyValue("collection", "labels")
            .hasLowCardinalityKeyValue("outcome", "SUCCESS")
            .hasLowCardinalityKeyValue("exception", "none");
    }

    @Test
    void exceptionIsTheOneThatTheCallerGets() {
        Tags tags = observed();
        tags.save(new Tag("a", "x"));
        this.registry.clear();
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> tags.save(new Tag("b", "x")));
        assertThat(this.registry).hasSingleObservationThat()
            .hasError()
            .hasLowCardinalityKeyValue("method", "save")
            .hasLowCardinalityKeyValue("outcome", "ERROR")
            .hasLowCardinalityKeyValue("exception", "DuplicateKeyException");
    }

    @Test
    void commitIsWithinTheObservation() {
        Tags tags = observed();
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> tags.twice("x"));
        assertThat(this.registry).hasNumberOfObservationsEqualTo(3)
            .hasAnObservationWithAKeyValue("exception", "DuplicateKeyException")
            .hasObservationWithNameEqualTo("filestore.repository");
        assertThat(this.registry)
            .hasAnObservation((observation) -> observation.hasLowCardinalityKeyValue("method", "twice")
                .hasLowCardinalityKeyValue("outcome", "ERROR"));
    }

    @Test
    void methodsThatCallOthersAreAroundThem() {
        assertThat(observed().isKnown("x")).isFalse();
        assertThat(this.registry).hasNumberOfObservationsEqualTo(2)
            .hasAnObservation((observation) -> observation.hasLowCardinalityKeyValue("method", "findByName")
                .hasParentObservation());
    }

    @Test
    void whatEveryObjectCanDoIsNoCall() {
        Tags tags = observed();
        assertThat(tags.toString()).isNotEmpty();
        assertThat(tags.hashCode()).isEqualTo(tags.hashCode());
        assertThat(this.registry).doesNotHaveAnyObservation();
    }

    @Test
    void conventionMayBeTheApplicationsOwn() {
        start(() -> new RepositoryObservations(this.registry, new DefaultRepositoryObservationConvention() {

            @Override
            public String getName() {
                return "shop.store";
            }

            @Override
            public KeyValues getHighCardinalityKeyValues(RepositoryObservationContext call) {
                return KeyValues.of("returns", call.method().getReturnType().getSimpleName());
            }

        })).count();
        assertThat(this.registry).hasSingleObservationThat()
            .hasNameEqualTo("shop.store")
            .hasHighCardinalityKeyValue("returns", "long");
    }

    @Test
    void keysAreThoseThatAreDocumented() {
        assertThat(RepositoryObservation.CALL.getLowCardinalityKeyNames()).extracting(KeyName::asString)
            .containsExactly("repository", "method", "collection", "outcome", "exception");
        assertThat(RepositoryObservation.CALL.getDefaultConvention())
            .isEqualTo(DefaultRepositoryObservationConvention.class);
    }

    private static int interceptors(Tags tags) {
        return ((Advised) tags).getAdvisorCount();
    }

    @Test
    void nothingIsPutAroundCallsThatNobodyCanObserve() {
        int without = interceptors(start(null));
        this.context.close();
        int noop = interceptors(start(() -> new RepositoryObservations(ObservationRegistry.NOOP)));
        this.context.close();
        assertThat(noop).isEqualTo(without);
        assertThat(interceptors(observed())).isEqualTo(without + 1);
    }

    @Test
    void handlersThatComeLaterAreTold() {
        ObservationRegistry empty = ObservationRegistry.create();
        Tags tags = start(() -> new RepositoryObservations(empty));
        tags.count();
        StringBuilder seen = new StringBuilder();
        empty.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

            @Override
            public void onStop(Observation.Context call) {
                seen.append(call.getContextualName());
            }

            @Override
            public boolean supportsContext(Observation.Context call) {
                return true;
            }

        });
        tags.count();
        assertThat(seen).hasToString("Tags.count");
    }

}
