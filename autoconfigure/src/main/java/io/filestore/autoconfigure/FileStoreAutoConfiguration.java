package io.filestore.autoconfigure;

import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.metrics.ApplicationStartup;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.event.StoreListener;
import io.filestore.migration.RowMigration;
import io.filestore.remote.RemoteEngineFactory;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.wal.WriteAheadLog;

/**
 * Auto-configuration for a {@link Store}. It opens as a bean, so that whoever gets it
 * injected can use it at once, from the first {@code @PostConstruct} to the last
 * {@code @PreDestroy}.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "filestore.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FileStoreProperties.class)
@ImportRuntimeHints(FileStoreRuntimeHints.class)
public final class FileStoreAutoConfiguration {

    FileStoreAutoConfiguration(Environment environment) {
        new CollectionNames(environment).require();
        new UnknownProperties(environment).refuse();
    }

    @Bean(StrategyBeans.FILE_PER_RECORD)
    @ConditionalOnMissingBean(name = StrategyBeans.FILE_PER_RECORD)
    StorageStrategyFactory filePerRecordStorageStrategy() {
        return StandardStrategies.filePerRecord();
    }

    @Bean(StrategyBeans.SINGLE_FILE)
    @ConditionalOnMissingBean(name = StrategyBeans.SINGLE_FILE)
    StorageStrategyFactory singleFileStorageStrategy() {
        return StandardStrategies.singleFile();
    }

    @Bean(StrategyBeans.COMPRESSED)
    @ConditionalOnMissingBean(name = StrategyBeans.COMPRESSED)
    StorageStrategyFactory compressedStorageStrategy() {
        return StandardStrategies.compressed();
    }

    @Bean(StrategyBeans.MEMORY_ONLY)
    @ConditionalOnMissingBean(name = StrategyBeans.MEMORY_ONLY)
    StorageStrategyFactory memoryOnlyStorageStrategy() {
        return StandardStrategies.memoryOnly();
    }

    @Bean
    @ConditionalOnClass(name = KotlinRows.MODULE)
    KotlinRows kotlinRows() {
        return new KotlinRows();
    }

    /** The store closes it. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    WriteAheadLog fileStoreWriteAheadLog(FileStoreProperties properties) {
        return new WriteAheadLog(PropertiesCustomizer.walOptions(properties.wal()));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Store fileStore(FileStoreProperties properties, Map<String, StorageStrategyFactory> strategies,
            ObjectProvider<RemoteEngineFactory> engines, WriteAheadLog log, ObjectProvider<RowMigration> migrations,
            ObjectProvider<FileStoreBuilderCustomizer> customizers, ObjectProvider<ApplicationStartup> startup,
            Environment environment) {
        StoreBuilder builder = Store.builder(PropertiesCustomizer.directory(properties))
            .log(log)
            .openingListener(new StartupSteps(startup.getIfUnique(() -> ApplicationStartup.DEFAULT)));
        new StrategyBeans(strategies).addTo(builder);
        EngineBeans engineBeans = new EngineBeans(engines.orderedStream().toList());
        engineBeans.addTo(builder);
        // Their shapes say the order.
        migrations.stream().forEach(builder::withMigrations);
        Map<String, FileStoreProperties.Collection> collections = new CollectionVariables(environment)
            .applyTo(properties.collections());
        new MisspelledVariables(environment).warn(collections.keySet());
        new PropertiesCustomizer(properties, collections, engineBeans).customize(builder);
        customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
        return builder.automaticFlush(false).open();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(Store.class)
    FileStoreLifecycle fileStoreLifecycle(Store store) {
        return new FileStoreLifecycle(store);
    }

    @Bean
    @ConditionalOnSingleCandidate(Store.class)
    StoreListenerBeans fileStoreListeners(Store store, ObjectProvider<StoreListener> listeners) {
        return new StoreListenerBeans(store, listeners);
    }

    @Bean
    @ConditionalOnSingleCandidate(Store.class)
    TrainingRun fileStoreTrainingRun(Store store) {
        return new TrainingRun(store);
    }

}
