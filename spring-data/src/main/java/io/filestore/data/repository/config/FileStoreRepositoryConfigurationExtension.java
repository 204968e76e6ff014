package io.filestore.data.repository.config;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.config.ConstructorArgumentValues;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.data.repository.config.RepositoryConfigurationExtensionSupport;
import org.springframework.data.repository.config.RepositoryConfigurationSource;

import io.filestore.data.FileStoreTemplate;
import io.filestore.data.mapping.Collection;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.support.FileStoreRepositoryFactoryBean;
import io.filestore.data.transaction.StoreExceptionTranslator;

/** Tells Spring Data which repositories are filestore's, and what they need. */
public final class FileStoreRepositoryConfigurationExtension extends RepositoryConfigurationExtensionSupport {

    private static final String EXCEPTION_TRANSLATOR = "fileStoreExceptionTranslator";

    @Override
    public String getModuleName() {
        return "filestore";
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected String getModulePrefix() {
        return "filestore";
    }

    @Override
    public String getRepositoryFactoryBeanClassName() {
        return FileStoreRepositoryFactoryBean.class.getName();
    }

    @Override
    protected java.util.Collection<Class<? extends Annotation>> getIdentifyingAnnotations() {
        return List.of(Collection.class);
    }

    @Override
    protected java.util.Collection<Class<?>> getIdentifyingTypes() {
        return List.of(FileStoreRepository.class);
    }

    @Override
    public void postProcess(BeanDefinitionBuilder builder, RepositoryConfigurationSource source) {
        builder.addPropertyReference("mappingContext", entitiesOf(store(source)));
        builder.addPropertyReference("operations", templateOf(store(source)));
        builder.addPropertyValue("transactionManager",
                attribute(source, "transactionManagerRef").orElse("fileStoreTransactionManager"));
    }

    private static String store(RepositoryConfigurationSource source) {
        return attribute(source, "storeRef").orElse("fileStore");
    }

    private static String templateOf(String store) {
        return store + "Template";
    }

    /** Each store has a mapper of its own, and fields are called as that calls them. */
    private static String entitiesOf(String store) {
        return store + "MappingContext";
    }

    private static Optional<String> attribute(RepositoryConfigurationSource source, String name) {
        return source.getAttribute(name).filter((value) -> !value.isEmpty());
    }

    @Override
    public void registerBeansForRoot(BeanDefinitionRegistry registry, RepositoryConfigurationSource source) {
        super.registerBeansForRoot(registry, source);
        String store = store(source);
        registerIfNotAlreadyRegistered(() -> besides(FileStoreMappingContext.class, store, registry), registry,
                entitiesOf(store), source);
        registerIfNotAlreadyRegistered(() -> new RootBeanDefinition(StoreExceptionTranslator.class), registry,
                EXCEPTION_TRANSLATOR, source);
        registerIfNotAlreadyRegistered(() -> template(store, registry), registry, templateOf(store), source);
    }

    private static RootBeanDefinition template(String store, BeanDefinitionRegistry registry) {
        RootBeanDefinition template = besides(FileStoreTemplate.class, store, registry);
        ConstructorArgumentValues arguments = template.getConstructorArgumentValues();
        arguments.addIndexedArgumentValue(0, new RuntimeBeanReference(store));
        arguments.addIndexedArgumentValue(1, new RuntimeBeanReference(entitiesOf(store)));
        return template;
    }

    /** A bean that is injected without a name if its store is. */
    private static RootBeanDefinition besides(Class<?> type, String store, BeanDefinitionRegistry registry) {
        RootBeanDefinition bean = new RootBeanDefinition(type);
        if (registry.containsBeanDefinition(store)
                && registry.getBeanDefinition(store) instanceof AbstractBeanDefinition known) {
            bean.setDefaultCandidate(known.isDefaultCandidate());
        }
        return bean;
    }

}
