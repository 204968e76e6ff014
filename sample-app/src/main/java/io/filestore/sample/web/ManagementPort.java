package io.filestore.sample.web;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Actuator on a port of its own ({@code management.server.port}) is served by another
 * server, which takes neither filters nor settings from this one's: it lets nobody else
 * in either, and listens where this one does unless it is told otherwise.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ManagementPort {

    @Bean
    FilterRegistrationBean<SameOriginFilter> sameOrigin(SameOriginFilter filter) {
        FilterRegistrationBean<SameOriginFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> sameAddress(ServerProperties server,
            Environment environment) {
        return (factory) -> {
            if (!environment.containsProperty("management.server.address")) {
                factory.setAddress(server.getAddress());
            }
        };
    }

}
