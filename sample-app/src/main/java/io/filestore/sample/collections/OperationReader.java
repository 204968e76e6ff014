package io.filestore.sample.collections;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.error.InvalidRowException;
import io.filestore.row.RowCodec;
import io.filestore.sample.web.JsonProblems;
import io.filestore.sample.web.Problem;

/**
 * Reads the operations of a transaction. Uses filestore's mapper, so that its rows obey
 * the store's limits and keep the text of their numbers.
 */
final class OperationReader {

    private static final JsonMapper MAPPER = RowCodec.defaultMapper()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private OperationReader() {
    }

    /** The operations, or a problem with the number of the one that is wrong. */
    static List<Operation> read(byte[] json) {
        try {
            Request request = MAPPER.readValue(json, Request.class);
            List<@Nullable Operation> operations = (request != null) ? request.operations() : null;
            if (operations == null || operations.isEmpty()) {
                throw Problem.INVALID_REQUEST.with("There are no operations. Send {\"operations\": "
                        + "[{\"op\": \"put\", \"collection\": \"...\", \"id\": \"...\", \"row\": {...}}, ...]}.");
            }
            int missing = operations.indexOf(null);
            if (missing >= 0) {
                throw invalid(missing + 1, "it is null.");
            }
            return List.copyOf(operations);
        }
        catch (DatabindException ex) {
            throw invalid(ex);
        }
        catch (JacksonException ex) {
            throw Problem.UNREADABLE_BODY.with(JsonProblems.describe(ex));
        }
    }

    static RuntimeException invalid(int number, String problem) {
        return Problem.INVALID_REQUEST.with("Operation " + number + ": " + problem + " Nothing was changed.");
    }

    private static RuntimeException invalid(DatabindException ex) {
        int number = ex.getPath()
            .stream()
            .mapToInt(JacksonException.Reference::getIndex)
            .filter((index) -> index >= 0)
            .findFirst()
            .orElse(-1) + 1;
        return (number > 0) ? invalid(number, describe(ex)) : Problem.UNREADABLE_BODY.with(JsonProblems.describe(ex));
    }

    private static String describe(DatabindException ex) {
        if (ex.getCause() instanceof InvalidRowException invalid) {
            return "its row cannot be stored. " + invalid.getMessage() + ".";
        }
        if (ex instanceof UnrecognizedPropertyException unknown) {
            return "it has no " + unknown.getPropertyName() + "; it has op, collection, id and row.";
        }
        String property = ex.getPath().get(ex.getPath().size() - 1).getPropertyName();
        return "row".equals(property) ? "its row must be a JSON object." : JsonProblems.describe(ex);
    }

    private record Request(@Nullable List<@Nullable Operation> operations) {
    }

}
