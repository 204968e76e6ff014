package io.filestore.sample.audit;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.sample.web.PageOf;

/** The audit log, the newest first. */
@RestController
class AuditController {

    private final AuditLines lines;

    AuditController(AuditLines lines) {
        this.lines = lines;
    }

    @GetMapping("/api/audit")
    PageOf<AuditLine> list(@RequestParam(required = false) @Nullable String userId, Pageable page) {
        return PageOf.of((userId != null) ? this.lines.findByUserIdOrderByAtDesc(userId, page)
                : this.lines.findByOrderByAtDesc(page));
    }

}
