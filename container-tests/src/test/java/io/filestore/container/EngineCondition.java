package io.filestore.container;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Looks for an engine, once. */
final class EngineCondition implements ExecutionCondition {

    private static final boolean PRESENT = DockerClientFactory.instance().isDockerAvailable();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (PRESENT) {
            return ConditionEvaluationResult.enabled("an engine answers");
        }
        String line = "SKIPPED: " + context.getDisplayName() + " needs a container engine, and none answers";
        if (Boolean.getBoolean("filestore.requireTools")) {
            throw new IllegalStateException(line + ", although filestore.requireTools is set");
        }
        System.out.println(line);
        return ConditionEvaluationResult.disabled(line);
    }

}
