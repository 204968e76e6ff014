package io.filestore.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A container with little memory. */
@NeedsEngine
class SmallMemoryIT {

    private static final long MEMORY = 256L << 20;

    private static final int ROWS = 200_000;

    @Test
    void twoHundredThousandRowsAreImportedAndLoadedAgainIn256Megabytes() throws Exception {
        try (DataVolume volume = DataVolume.create()) {
            try (Sample sample = new Sample(volume).withMemoryLimit(MEMORY)) {
                sample.start();
                JsonNode report = Http.json(sample.http()
                    .send("POST", "/api/collections/movies/import?id=id",
                            BodyPublishers.ofInputStream(SmallMemoryIT::rows)));
                assertThat(report.get("inserted").asInt()).isEqualTo(ROWS);
                assertWell(sample);
                sample.killHard();
            }
            try (Sample sample = new Sample(volume).withMemoryLimit(MEMORY)) {
                sample.start();
                assertWell(sample);
            }
        }
    }

    private static void assertWell(Sample sample) throws IOException {
        Http http = sample.http();
        http.post("/api/flush", "");
        assertThat(http.get("/actuator/filestore/movies").get("rows").asInt()).isEqualTo(ROWS);
        for (int number : new int[] { 0, 77_777, ROWS - 1 }) {
            assertThat(http.get("/api/collections/movies/rows/movie-" + number).toString()).isEqualTo(row(number));
        }
        assertThat(sample.state().getOOMKilled()).isFalse();
    }

    /** All rows, of which only one is in memory at a time. */
    private static InputStream rows() {
        Iterator<String> rows = IntStream.range(0, ROWS).mapToObj(SmallMemoryIT::row).iterator();
        return new SequenceInputStream(new Enumeration<>() {

            @Override
            public boolean hasMoreElements() {
                return rows.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream((rows.next() + "\n").getBytes(StandardCharsets.UTF_8));
            }

        });
    }

    private static String row(int number) {
        return "{\"id\":\"movie-%d\",\"title\":\"The return of number %d\",\"year\":%d,\"genres\":[\"drama\",\"comedy\"]}"
            .formatted(number, number, 1900 + number % 120);
    }

}
