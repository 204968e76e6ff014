package io.filestore.sample.audit;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AuditTests extends HttpApi {

    @Autowired
    private AuditLog audit;

    @Autowired
    private TransactionTemplate transactions;

    private JsonNode lines(String userId) {
        return json(get("/api/audit?userId=" + userId));
    }

    @Test
    void newestLineIsTheFirst() {
        this.transactions.executeWithoutResult((status) -> {
            this.audit.write("one", "a-1", "x");
            this.audit.write("two", "a-1", "x");
        });
        this.transactions.executeWithoutResult((status) -> this.audit.write("three", "a-1", "x"));
        JsonNode page = json(get("/api/audit?size=1"));
        assertThat(page.at("/items/0/action").asString()).isEqualTo("three");
        assertThat(json(get(page.path("next").asString())).path("items")).hasSize(1);
        assertThat(lines("a-1").path("total").asInt()).isEqualTo(3);
    }

    @Test
    void nobodyWritesALineOutsideOfATransaction() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
            .isThrownBy(() -> this.audit.write("one", "a-2", "x"));
        assertThat(lines("a-2").path("total").asInt()).isZero();
    }

    @Test
    void lineOfWhatFailsLaterIsNotThere() {
        assertThatIllegalStateException().isThrownBy(() -> this.transactions.executeWithoutResult((status) -> {
            this.audit.write("one", "a-3", "x");
            throw new IllegalStateException("later");
        }));
        assertThat(lines("a-3").path("total").asInt()).isZero();
    }

}
