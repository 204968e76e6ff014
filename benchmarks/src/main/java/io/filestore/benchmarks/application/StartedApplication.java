package io.filestore.benchmarks.application;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.repository.CrudRepository;

/**
 * Starts, asks each repository that is there for its count, says so and ends.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
final class StartedApplication {

    private StartedApplication() {
    }

    public static void main(String[] arguments) {
        start(StartedApplication.class, arguments);
    }

    static void start(Class<?> application, String[] arguments) {
        SpringApplication starting = new SpringApplication(application);
        starting.setWebApplicationType(WebApplicationType.NONE);
        starting.setBannerMode(Banner.Mode.OFF);
        try (ConfigurableApplicationContext context = starting.run(arguments)) {
            int repositories = 0;
            for (CrudRepository<?, ?> each : context.getBeansOfType(CrudRepository.class).values()) {
                each.count();
                repositories++;
            }
            long processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
            System.out.println(repositories + " " + processor);
        }
    }

}
