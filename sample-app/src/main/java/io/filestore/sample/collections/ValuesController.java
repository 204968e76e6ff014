package io.filestore.sample.collections;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.Values;
import io.filestore.json.CanonicalJson;
import io.filestore.row.Row;
import io.filestore.sample.web.Body;
import io.filestore.sample.web.Problem;

/**
 * The global values: each is any JSON, and comes back as the text that it was.
 */
@RestController
@RequestMapping("/api/values")
class ValuesController {

    private final Values values;

    ValuesController(Store store) {
        this.values = store.values();
    }

    @GetMapping(params = "!key")
    Map<String, JsonText> all() {
        Map<String, JsonText> all = new LinkedHashMap<>();
        for (String key : this.values.keys()) {
            this.values.get(key, JsonText.class).ifPresent((value) -> all.put(key, value));
        }
        return all;
    }

    @GetMapping({ "/", "/{key}" })
    JsonText get(Id key) {
        return this.values.get(key.text(), JsonText.class).orElseThrow(() -> noSuchValue(key));
    }

    @GetMapping(params = "key")
    JsonText getByQuery(Id key) {
        return get(key);
    }

    @PutMapping(path = { "", "/", "/{key}" }, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> put(Id key, HttpServletRequest request) throws IOException {
        byte[] body = Body.read(request, Row.MAX_BYTES);
        byte[] json = CanonicalJson.value(body, 0, body.length);
        boolean inserted = this.values.put(key.text(), new JsonText(new String(json, StandardCharsets.UTF_8)))
            .inserted();
        return (inserted ? ResponseEntity.created(URI.create("/api/values/" + key.toPathSegment()))
                : ResponseEntity.ok())
            .build();
    }

    @DeleteMapping({ "", "/", "/{key}" })
    ResponseEntity<Void> delete(Id key) {
        if (!this.values.delete(key.text())) {
            throw noSuchValue(key);
        }
        return ResponseEntity.noContent().build();
    }

    private static RuntimeException noSuchValue(Id key) {
        return Problem.NO_SUCH_VALUE.with("There is no value '" + key + "'. GET /api/values lists them; PUT makes it.");
    }

}
