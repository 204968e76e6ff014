package io.filestore.benchmarks.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Spring application with a repository, as Spring Boot configures it.
 */
public abstract class RepositoryStore {

    private static final int AT_ONCE = 1_000;

    private final ConfigurableApplicationContext context;

    RepositoryStore(Class<?> application, Map<String, Object> properties) {
        SpringApplication starting = new SpringApplication(application);
        starting.setWebApplicationType(WebApplicationType.NONE);
        starting.setBannerMode(Banner.Mode.OFF);
        starting.setLogStartupInfo(false);
        starting.setDefaultProperties(properties);
        this.context = starting.run();
    }

    final <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    final StoredOrders repository() {
        return bean(StoredOrders.class);
    }

    /** Makes calls of this kind. */
    public OrderCalls calls(RepositoryAccess access) {
        return new RepositoryCalls(repository());
    }

    /** Fills the empty store with rows 0 to count. */
    public void load(int count) {
        inParts(count, (i) -> StoredOrder.number(i, count), this::insert);
    }

    /** Stores entities that have ids. */
    abstract void insert(List<StoredOrder> orders);

    /** Deletes rows. */
    public void delete(List<String> ids) {
        inParts(ids.size(), ids::get, repository()::deleteAllById);
    }

    /** Ends what goes on in the background, or would go on later. */
    public void settle() {
    }

    public void close() {
        this.context.close();
    }

    private static <T> void inParts(int count, IntFunction<T> each, Consumer<List<T>> part) {
        for (int from = 0; from < count; from += AT_ONCE) {
            List<T> some = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
                some.add(each.apply(i));
            }
            part.accept(some);
        }
    }

}
