package io.filestore.sample.web;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets every row id through to the controllers, also those with slashes in them, and
 * problem details out, whoever notices the problem.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /**
     * Tomcat refuses {@code %2F} and changes {@code %5C} in a path unless it is told to
     * leave them alone.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return (factory) -> factory.addConnectorCustomizers((connector) -> {
            connector.setEncodedSolidusHandling(passThrough);
            connector.setEncodedReverseSolidusHandling(passThrough);
        });
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PlainBodies());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves(JsonMapper mapper) {
        return (factory) -> {
            factory.addEngineValves(new BodyValve(mapper));
            factory.addContextCustomizers(
                    (context) -> context.getParent().getPipeline().addValve(new ProblemValve(mapper)));
        };
    }

}
