package io.filestore.data.validation;

import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import org.springframework.core.Ordered;

import io.filestore.data.event.BeforeSaveCallback;

/**
 * Refuses entities that break their constraints, before they are stored.
 */
public final class ValidatingEntityCallback implements BeforeSaveCallback<Object>, Ordered {

    /** As in other modules: an application's own may come before it or behind it. */
    private static final int ORDER = 100;

    private final Validator validator;

    public ValidatingEntityCallback(Validator validator) {
        this.validator = validator;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    /**
     * @throws ConstraintViolationException naming the row and what is wrong with it
     */
    @Override
    public Object onBeforeSave(Object entity, String rowId, String collection) {
        Set<ConstraintViolation<Object>> violations = this.validator.validate(entity);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException("Row '" + rowId + "' of collection '" + collection
                    + "' is not stored, because it is not valid: " + describe(violations) + ".", violations);
        }
        return entity;
    }

    private static String describe(Set<ConstraintViolation<Object>> violations) {
        return violations.stream()
            .map((each) -> (each.getPropertyPath() + " " + each.getMessage()).strip())
            .sorted()
            .collect(Collectors.joining(", "));
    }

}
