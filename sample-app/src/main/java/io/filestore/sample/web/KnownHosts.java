package io.filestore.sample.web;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The names under which this application may be asked, besides those of the machine that
 * it runs on. A page of another site can make a browser ask under a name that it has
 * pointed at this machine (DNS rebinding), but it cannot choose one of these.
 *
 * @param hosts host names and addresses without ports, such as {@code files.example.org}
 */
@ConfigurationProperties("sample")
record KnownHosts(Set<String> hosts) {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]");

    KnownHosts {
        hosts = Stream.concat(LOCAL.stream(), (hosts != null) ? hosts.stream() : Stream.empty())
            .map((host) -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    }

    boolean has(String host) {
        return this.hosts.contains(host.toLowerCase(Locale.ROOT));
    }

}
