package io.filestore.data.queries;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

@Collection("films")
record Film(@Id String id, String title, Integer year, boolean seen, Genre genre, Instant since, Studio studio,
        List<String> tags, @JsonProperty("imdb_rating") Double rating, Map<String, String> notes) {

    enum Genre {

        COMEDY, DRAMA

    }

    record Studio(String name, String city) {
    }

    static Film of(String id, String title, Integer year) {
        return new Film(id, title, year, false, Genre.DRAMA, Instant.EPOCH, new Studio("Ufa", "Berlin"), List.of(), 7.5,
                Map.of());
    }

    Film withSeen() {
        return new Film(this.id, this.title, this.year, true, this.genre, this.since, this.studio, this.tags,
                this.rating, this.notes);
    }

    Film withGenre(Genre other) {
        return new Film(this.id, this.title, this.year, this.seen, other, this.since, this.studio, this.tags,
                this.rating, this.notes);
    }

    Film withSince(Instant other) {
        return new Film(this.id, this.title, this.year, this.seen, this.genre, other, this.studio, this.tags,
                this.rating, this.notes);
    }

    Film withStudio(Studio other) {
        return new Film(this.id, this.title, this.year, this.seen, this.genre, this.since, other, this.tags,
                this.rating, this.notes);
    }

    Film withTags(String... other) {
        return new Film(this.id, this.title, this.year, this.seen, this.genre, this.since, this.studio, List.of(other),
                this.rating, this.notes);
    }

    Film withRating(Double other) {
        return new Film(this.id, this.title, this.year, this.seen, this.genre, this.since, this.studio, this.tags,
                other, this.notes);
    }

    Film withNotes(Map<String, String> other) {
        return new Film(this.id, this.title, this.year, this.seen, this.genre, this.since, this.studio, this.tags,
                this.rating, other);
    }

}
