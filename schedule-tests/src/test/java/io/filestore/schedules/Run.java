package io.filestore.schedules;

import java.util.Arrays;
import java.util.List;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs all tests, or those of the named classes and methods. Ends with 1 if one fails,
 * and with 2 if there is none.
 */
final class Run implements TestExecutionListener {

    private int run;

    private int failed;

    private Run() {
    }

    public static void main(String[] names) throws ReflectiveOperationException {
        FixedRandomness.ofProcess();
        List<DiscoverySelector> selectors = (names.length > 0) ? Arrays.stream(names).map(Run::selector).toList()
                : List.of(DiscoverySelectors.selectPackage(Run.class.getPackageName()));
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        Run run = new Run();
        LauncherFactory.create().execute(tests, run);
        System.out.println(run.run + " tests, " + run.failed + " failed");
        // What a failed schedule has left behind must not keep it.
        Runtime.getRuntime().halt((run.run == 0) ? 2 : (run.failed > 0) ? 1 : 0);
    }

    private static DiscoverySelector selector(String name) {
        String full = Run.class.getPackageName() + "." + name;
        int dot = name.indexOf('.');
        return (dot < 0) ? DiscoverySelectors.selectClass(full)
                : DiscoverySelectors.selectMethod(full.replaceFirst("\\.([a-z]\\w*)$", "#$1"));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        this.run++;
        if (result.getStatus() == Status.FAILED) {
            this.failed++;
            if (!(result.getThrowable().orElse(null) instanceof Schedule.Failure)) {
                System.out.println("FAILED " + test.getDisplayName());
                result.getThrowable().ifPresent((thrown) -> thrown.printStackTrace(System.out));
            }
        }
    }

}
