package io.filestore.archive;

import java.util.List;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

@Collection("bills")
public record Bill(@Id String id, long total, List<Line> lines) {

    public Bill(String id, long total) {
        this(id, total, List.of());
    }

    public record Line(String article, int pieces) {

    }

}
