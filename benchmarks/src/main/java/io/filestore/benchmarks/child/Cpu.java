package io.filestore.benchmarks.child;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

import com.sun.management.OperatingSystemMXBean;

/**
 * Processor time of this process, in steps of ten milliseconds, or exactly of a thread.
 */
final class Cpu {

    private static final OperatingSystemMXBean system = ManagementFactory
        .getPlatformMXBean(OperatingSystemMXBean.class);

    private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private Cpu() {
    }

    static long nanos() {
        return system.getProcessCpuTime();
    }

    static long nanosOfThread() {
        return threads.getCurrentThreadCpuTime();
    }

}
