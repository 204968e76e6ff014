package io.filestore.sample.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.http.ProblemDetail;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/** Says which fields of a body are not as they must be. */
final class FieldProblems {

    private FieldProblems() {
    }

    /** A sentence for each field, and all of them in {@code fields}. */
    static ProblemDetail of(BindingResult result) {
        Map<String, String> fields = result.getFieldErrors()
            .stream()
            .collect(Collectors.groupingBy(FieldError::getField, TreeMap::new,
                    Collectors.mapping((error) -> String.valueOf(error.getDefaultMessage()),
                            Collectors.collectingAndThen(Collectors.toList(),
                                    (messages) -> messages.stream().sorted().collect(Collectors.joining(", "))))));
        ProblemDetail problem = Problem.INVALID_REQUEST.detail(fields.entrySet()
            .stream()
            .map((field) -> "The field '" + field.getKey() + "' " + field.getValue() + ".")
            .collect(Collectors.joining(" ")));
        problem.setProperty("fields", fields);
        return problem;
    }

}
