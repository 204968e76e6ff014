package io.filestore.autoconfigure.transaction;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.data.transaction.StoreExceptionTranslator;

/**
 * Auto-configuration for {@code @Transactional} over the {@link Store}. Where another
 * transaction manager is, of a database for example, that one stays the default, and the
 * store's is had by its name: {@code @Transactional("fileStoreTransactionManager")}.
 */
@AutoConfiguration(after = { FileStoreAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class },
        afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration" },
        before = TransactionAutoConfiguration.class)
@ConditionalOnClass({ FileStoreTransactionManager.class, TransactionAutoConfiguration.class })
@ConditionalOnSingleCandidate(Store.class)
// In this order: the second stands back if the first is there.
@Import({ TransactionManagerConfiguration.Alone.class, TransactionManagerConfiguration.BesideOthers.class })
public final class FileStoreTransactionAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    StoreExceptionTranslator fileStoreExceptionTranslator() {
        return new StoreExceptionTranslator();
    }

}
