package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class StoreListenerBeansTests {

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private static StoreListener listener(Consumer<List<RowChange>> consumer) {
        return new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                consumer.accept(changes);
            }

        };
    }

    private ApplicationContextRunner runner() {
        TOLD.clear();
        return Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.users.strategy=file-per-record")
            .withUserConfiguration(Listeners.class);
    }

    @Test
    void listenersAreToldAndMayHaveTheStoreInjected() {
        runner().run((context) -> {
            context.getBean(Store.class).collection("users").put("1", Row.parse("{}"));
            Awaitility.await()
                .untilAsserted(() -> assertThat(TOLD).containsExactlyInAnyOrder("first users/1 true", "second"));
        });
    }

    @Test
    void lazyApplicationsHaveListenersToo() {
        runner()
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .withBean(LazyInitializationExcludeFilter.class,
                    () -> LazyInitializationExcludeFilter.forBeanTypes(SmartInitializingSingleton.class))
            .run((context) -> {
                context.getBean(Store.class).collection("users").put("1", Row.parse("{}"));
                Awaitility.await().untilAsserted(() -> assertThat(TOLD).hasSize(2));
            });
    }

    @Test
    void storeOfTheUserTellsThemUntilTheContextIsClosed() throws Exception {
        try (Store store = Store.builder(this.directory).collection("users", CollectionOptions.memoryOnly()).open()) {
            runner().withBean("mine", Store.class, () -> store, (definition) -> definition.setDestroyMethodName(""))
                .run((context) -> {
                    store.collection("users").put("1", Row.parse("{}"));
                    Awaitility.await().untilAsserted(() -> assertThat(TOLD).hasSize(2));
                });
            TOLD.clear();
            List<String> heard = new CopyOnWriteArrayList<>();
            try (AutoCloseable last = store.addListener(listener((changes) -> heard.add("last")))) {
                store.collection("users").put("2", Row.parse("{}"));
                Awaitility.await().untilAsserted(() -> assertThat(heard).hasSize(1));
                assertThat(last).isNotNull();
            }
            assertThat(TOLD).isEmpty();
        }
    }

    @Test
    void mockOfAStoreLeavesNothingToClose() {
        ObjectProvider<StoreListener> one = new StaticListableBeanFactory(Map.of("one", listener((changes) -> {
        }))).getBeanProvider(StoreListener.class);
        Store store = mock(Store.class);
        StoreListenerBeans beans = new StoreListenerBeans(store, one);
        beans.afterSingletonsInstantiated();
        verify(store).addListener(any());
        assertThatNoException().isThrownBy(beans::destroy);
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        @Bean
        StoreListener second() {
            return listener((changes) -> TOLD.add("second"));
        }

        @Bean
        StoreListener first(Store store) {
            return listener((changes) -> changes.forEach((change) -> TOLD.add("first " + change.collection() + "/"
                    + change.rowId() + " " + store.collection("users").contains("1"))));
        }

    }

}
