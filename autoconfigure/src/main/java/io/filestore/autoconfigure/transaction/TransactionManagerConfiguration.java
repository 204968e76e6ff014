package io.filestore.autoconfigure.transaction;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionManager;

import io.filestore.Store;
import io.filestore.data.transaction.FileStoreTransactionManager;

/** The transaction manager of the store, as the only one or as one of several. */
final class TransactionManagerConfiguration {

    private static final String NAME = "fileStoreTransactionManager";

    private TransactionManagerConfiguration() {
    }

    private static FileStoreTransactionManager manager(Store store,
            ObjectProvider<TransactionManagerCustomizers> customizers) {
        FileStoreTransactionManager manager = new FileStoreTransactionManager(store);
        customizers.ifAvailable((each) -> each.customize(manager));
        return manager;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(TransactionManager.class)
    static class Alone {

        @Bean(NAME)
        FileStoreTransactionManager fileStoreTransactionManager(Store store,
                ObjectProvider<TransactionManagerCustomizers> customizers) {
            return manager(store, customizers);
        }

    }

    /** For those who ask for it by its name. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(FileStoreTransactionManager.class)
    static class BesideOthers {

        @Bean(name = NAME, defaultCandidate = false)
        FileStoreTransactionManager fileStoreTransactionManager(Store store,
                ObjectProvider<TransactionManagerCustomizers> customizers) {
            return manager(store, customizers);
        }

    }

}
