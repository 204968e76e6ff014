package io.filestore.data.validation;

import java.nio.file.Path;
import java.util.List;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.annotation.Id;
import org.springframework.data.mapping.callback.EntityCallbacks;

import io.filestore.Store;
import io.filestore.data.FileStoreTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ValidatingEntityCallbackTests {

    @TempDir
    private Path directory;

    record Item(@Id String id, @NotBlank String name, @Positive int price) {
    }

    static class Draft {

        @Id
        public String id;

        @NotBlank
        public String text;

    }

    @Test
    void entityThatIsNotValidIsRefusedWithItsRowAndWhatIsWrong() {
        try (Store store = Store.builder(this.directory).unconfiguredCollections("memory-only").open();
                ValidatorFactory validation = Validation.buildDefaultValidatorFactory()) {
            FileStoreTemplate template = new FileStoreTemplate(store);
            template
                .setEntityCallbacks(EntityCallbacks.create(new ValidatingEntityCallback(validation.getValidator())));
            template.save(new Item("a", "x", 1));
            assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> template.save(new Item("b", " ", -1)))
                .withMessageContainingAll("'b'", "'item'", "name must not be blank, price must be greater than 0")
                .satisfies((ex) -> assertThat(ex.getConstraintViolations()).hasSize(2));
            assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> template.saveAll(List.of(new Item("c", "x", 1), new Item("d", "", 1))))
                .withMessageContaining("'d'");
            Draft draft = new Draft();
            assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> template.save(draft));
            assertThat(draft.id).isNull();
            assertThat(template.findAll(Item.class)).containsExactly(new Item("a", "x", 1));
        }
    }

}
