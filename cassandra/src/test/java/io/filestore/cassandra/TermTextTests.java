package io.filestore.cassandra;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.filestore.remote.IndexTerm;

import static org.assertj.core.api.Assertions.assertThat;

class TermTextTests {

    @Test
    void aTermCanBeReadByPeople() {
        assertThat(TermText.of(IndexTerm.of("status", "paid"))).isEqualTo("status=\"paid\"");
        assertThat(TermText.of(IndexTerm.of("address.zip", 1010L))).isEqualTo("address.zip=1010");
    }

    @Test
    void aFieldCannotBeMistakenForAnotherWithAValue() {
        assertThat(List.of(TermText.of(new IndexTerm("a=b", "c")), TermText.of(new IndexTerm("a", "b=c")),
                TermText.of(new IndexTerm("a%3Db", "c")), TermText.of(new IndexTerm("a%253Db", "c"))))
            .doesNotHaveDuplicates()
            .allMatch((text) -> text.indexOf('=') > 0);
    }

}
