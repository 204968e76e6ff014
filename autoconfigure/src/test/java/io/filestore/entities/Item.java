package io.filestore.entities;

import java.time.Instant;

import jakarta.validation.constraints.NotBlank;

import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import io.filestore.data.mapping.Collection;
import io.filestore.data.mapping.CompoundIndex;
import io.filestore.data.mapping.Indexed;
import io.filestore.data.mapping.TimeToLive;

@Collection("items")
@CompoundIndex({ "shop", "itemNumber" })
@TimeToLive("1h")
public record Item(@Id String id, @Indexed(unique = true) @NotBlank String itemNumber, String shop,
        @Version Long version, @CreatedDate Instant createdAt, @CreatedBy String createdBy) {

    public static Item of(String number) {
        return new Item(null, number, "a", null, null, null);
    }

}
