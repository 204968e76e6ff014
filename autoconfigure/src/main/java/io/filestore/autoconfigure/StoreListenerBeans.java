package io.filestore.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

import io.filestore.Store;
import io.filestore.event.StoreListener;

/**
 * Has the store tell every {@link StoreListener} bean: from when all beans are there, so
 * that a listener may have the store injected, until before the store is closed. They are
 * added in bean order, which says little, since the store tells each one by itself.
 */
final class StoreListenerBeans implements SmartInitializingSingleton, DisposableBean {

    private final Store store;

    private final ObjectProvider<StoreListener> listeners;

    private final List<AutoCloseable> added = new ArrayList<>();

    StoreListenerBeans(Store store, ObjectProvider<StoreListener> listeners) {
        this.store = store;
        this.listeners = listeners;
    }

    @Override
    public void afterSingletonsInstantiated() {
        this.listeners.orderedStream().forEach((listener) -> {
            AutoCloseable registration = this.store.addListener(listener);
            // A mock returns none.
            if (registration != null) {
                this.added.add(registration);
            }
        });
    }

    @Override
    public void destroy() throws Exception {
        for (AutoCloseable registration : this.added) {
            registration.close();
        }
    }

}
