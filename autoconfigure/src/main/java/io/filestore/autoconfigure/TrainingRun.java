package io.filestore.autoconfigure;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;

import io.filestore.Store;

/**
 * Closes the store at the end of a run that is only for training: with
 * {@code spring.context.exit=onRefresh}, Spring halts the process once all beans are
 * there, without destroying any. A store that was not written to then leaves no directory
 * behind, and another one no work for the next start.
 */
final class TrainingRun implements SmartInitializingSingleton {

    private final Store store;

    TrainingRun(Store store) {
        this.store = store;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (DefaultLifecycleProcessor.ON_REFRESH_VALUE
            .equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME))) {
            this.store.close();
        }
    }

}
