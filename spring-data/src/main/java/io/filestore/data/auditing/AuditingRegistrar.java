package io.filestore.data.auditing;

import java.lang.annotation.Annotation;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.data.auditing.IsNewAwareAuditingHandler;
import org.springframework.data.auditing.config.AuditingBeanDefinitionRegistrarSupport;
import org.springframework.data.auditing.config.AuditingConfiguration;
import org.springframework.data.config.ParsingUtils;

import io.filestore.data.mapping.FileStoreMappingContext;

/** What {@link EnableFileStoreAuditing} imports. */
final class AuditingRegistrar extends AuditingBeanDefinitionRegistrarSupport {

    private static final String MAPPING_CONTEXT = "fileStoreMappingContext";

    private static final String CALLBACK = "fileStoreAuditingCallback";

    @Override
    protected Class<? extends Annotation> getAnnotation() {
        return EnableFileStoreAuditing.class;
    }

    @Override
    protected String getAuditingHandlerBeanName() {
        return "fileStoreAuditingHandler";
    }

    @Override
    protected BeanDefinitionBuilder getAuditHandlerBeanDefinitionBuilder(AuditingConfiguration configuration) {
        return configureDefaultAuditHandlerAttributes(configuration,
                BeanDefinitionBuilder.rootBeanDefinition(IsNewAwareAuditingHandler.class));
    }

    @Override
    protected void postProcess(BeanDefinitionBuilder builder, AuditingConfiguration configuration,
            BeanDefinitionRegistry registry) {
        if (!registry.containsBeanDefinition(MAPPING_CONTEXT)) {
            registry.registerBeanDefinition(MAPPING_CONTEXT, new RootBeanDefinition(FileStoreMappingContext.class));
        }
        builder.setFactoryMethod("from").addConstructorArgReference(MAPPING_CONTEXT);
    }

    @Override
    protected void registerAuditListenerBeanDefinition(BeanDefinition handler, BeanDefinitionRegistry registry) {
        BeanDefinitionBuilder callback = BeanDefinitionBuilder.rootBeanDefinition(AuditingEntityCallback.class)
            .addConstructorArgValue(
                    ParsingUtils.getObjectFactoryBeanDefinition(getAuditingHandlerBeanName(), registry));
        registerInfrastructureBeanWithId(callback.getBeanDefinition(), CALLBACK, registry);
    }

}
