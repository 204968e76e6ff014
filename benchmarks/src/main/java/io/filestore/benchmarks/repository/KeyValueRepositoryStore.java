package io.filestore.benchmarks.repository;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;

/**
 * Spring Data KeyValue over its {@code ConcurrentHashMap}: it has no indexes, and nothing
 * of it is in a file.
 */
final class KeyValueRepositoryStore extends RepositoryStore {

    KeyValueRepositoryStore() {
        super(Application.class, Map.of());
    }

    /** It gives records no ids. */
    @Override
    public OrderCalls calls(RepositoryAccess access) {
        return new RepositoryCalls(repository()) {

            @Override
            public String save(StoredOrder order) {
                return super.save((order.id() == null) ? order.withId(UUID.randomUUID().toString()) : order);
            }

        };
    }

    @Override
    void insert(List<StoredOrder> orders) {
        repository().saveAll(orders);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableMapRepositories(considerNestedRepositories = true)
    static class Application {

    }

    /** Where others could be meant, KeyValue takes no repository that does not say so. */
    interface MappedOrders extends StoredOrders, KeyValueRepository<StoredOrder, String> {

    }

}
