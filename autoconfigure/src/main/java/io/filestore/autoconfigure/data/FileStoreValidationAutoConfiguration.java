package io.filestore.autoconfigure.data;

import jakarta.validation.Validator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

import io.filestore.data.validation.ValidatingEntityCallback;

/**
 * Auto-configuration for the validation of entities before they are stored, where the
 * application has a {@link Validator}, unless
 * {@code spring.data.filestore.validation.enabled} is false.
 */
@AutoConfiguration(after = FileStoreDataAutoConfiguration.class,
        afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnClass({ Validator.class, ValidatingEntityCallback.class })
@ConditionalOnSingleCandidate(Validator.class)
@ConditionalOnBooleanProperty(name = "spring.data.filestore.validation.enabled", matchIfMissing = true)
public final class FileStoreValidationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ValidatingEntityCallback fileStoreValidatingCallback(Validator validator) {
        return new ValidatingEntityCallback(validator);
    }

}
