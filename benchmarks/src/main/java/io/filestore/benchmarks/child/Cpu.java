package io.filestore.benchmarks.child;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * Processor time of this process.
 */
final class Cpu {

    private static final OperatingSystemMXBean system = ManagementFactory
        .getPlatformMXBean(OperatingSystemMXBean.class);

    private Cpu() {
    }

    static long nanos() {
        return system.getProcessCpuTime();
    }

}
