package io.filestore.crash;

import java.util.Arrays;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes, named without {@code io.filestore.}, up to the first failure, which
 * it prints. For {@code .ci/mutations}: exits with 1 if a test fails, with 0 if none
 * does, and with 2 if there is none.
 */
final class FirstFailure implements TestExecutionListener {

    private FirstFailure() {
    }

    public static void main(String[] classes) {
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes)
                .map((name) -> DiscoverySelectors.selectClass("io.filestore." + name))
                .toList())
            .build();
        LauncherFactory.create().execute(tests, new FirstFailure());
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (!plan.containsTests()) {
            Runtime.getRuntime().halt(2);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.FAILED) {
            String source = test.getUniqueId().replaceAll(".*\\[class:[a-z.]*([A-Za-z]+)\\]", "$1");
            System.out.println(
                    "FAILED " + source.replaceAll("[\\[\\]]|/|test-template:|method:|test-template-invocation:", " "));
            Runtime.getRuntime().halt(1);
        }
    }

}
