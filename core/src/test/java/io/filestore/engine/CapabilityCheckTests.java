package io.filestore.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.filestore.backend.Capabilities;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CapabilityCheckTests {

    private static final Capabilities NOTHING = new Capabilities(false, false, false, false, false, false);

    private static void assertRefused(CollectionOptions options, String message) {
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> CapabilityCheck.require("orders", options, NOTHING))
            .withMessageContaining(message)
            .withMessageContaining("or choose another strategy");
        CapabilityCheck.require("orders", options, Capabilities.local(true));
    }

    @Test
    void whatAStrategyCannotKeepIsRefusedWithTheOptionThatAsksForIt() {
        CollectionOptions options = CollectionOptions.of("cluster");
        assertRefused(options.withWal(true), "collections.orders.wal");
        assertRefused(options.withUnique("email", "phone"), "collections.orders.unique");
        assertRefused(options.withUnique("email"), "strategy cluster cannot keep two rows from sharing a value");
        assertRefused(options.withTtl(Duration.ofMinutes(1)), "collections.orders.ttl");
    }

    @Test
    void whatNobodyAsksForNeedNotBePossible() {
        CapabilityCheck.require("orders", CollectionOptions.of("cluster").withIndexed("status").withWal(false),
                NOTHING);
    }

}
