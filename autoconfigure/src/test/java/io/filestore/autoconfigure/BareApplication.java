package io.filestore.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;
import io.filestore.row.Row;

/** An application that runs on whatever class path it finds. */
public final class BareApplication {

    private BareApplication() {
    }

    /**
     * Starts it without a web server, of which a process can have one class only, uses
     * the store, stops it; gives the names of its beans.
     */
    public static List<String> beans(String directory) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Configured.class)
            .registerShutdownHook(false);
        try (ConfigurableApplicationContext context = application.run("--spring.main.web-application-type=none",
                "--spring.main.banner-mode=off", "--logging.level.root=warn", "--filestore.directory=" + directory,
                "--filestore.collections.users.strategy=single-file", "--management.endpoints.web.exposure.include=*",
                "--management.info.filestore.enabled=true")) {
            Store store = context.getBean(Store.class);
            store.collection("users").put("1", Row.parse("{}"));
            store.flush();
            return List.of(context.getBeanDefinitionNames());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Configured {

    }

}
