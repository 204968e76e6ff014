package io.filestore.autoconfigure.info;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;

/**
 * Auto-configuration for what {@code /actuator/info} says about the {@link Store}, if
 * {@code management.info.filestore.enabled} is true.
 */
@AutoConfiguration(after = FileStoreAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnSingleCandidate(Store.class)
@ConditionalOnEnabledInfoContributor(value = "filestore", fallback = InfoContributorFallback.DISABLE)
public final class FileStoreInfoContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FileStoreInfoContributor fileStoreInfoContributor(Store store) {
        return new FileStoreInfoContributor(store);
    }

}
