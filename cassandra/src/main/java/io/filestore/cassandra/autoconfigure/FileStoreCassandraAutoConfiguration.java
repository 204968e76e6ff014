package io.filestore.cassandra.autoconfigure;

import com.datastax.oss.driver.api.core.CqlSession;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.filestore.cassandra.CassandraEngineFactory;
import io.filestore.remote.RemoteEngineFactory;

/**
 * Auto-configuration for collections on Apache Cassandra, over the application's session.
 */
@AutoConfiguration(beforeName = "io.filestore.autoconfigure.FileStoreAutoConfiguration",
        afterName = "org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration")
@ConditionalOnClass({ CassandraEngineFactory.class, CqlSession.class })
@ConditionalOnBean(CqlSession.class)
@ConditionalOnBooleanProperty(name = "filestore.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FileStoreCassandraProperties.class)
public final class FileStoreCassandraAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "fileStoreCassandraEngine")
    RemoteEngineFactory fileStoreCassandraEngine(ObjectProvider<CqlSession> session,
            FileStoreCassandraProperties properties) {
        return new SessionEngineFactory(session, properties.options());
    }

}
