package io.filestore.sample.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

/**
 * One thing that has happened.
 *
 * @param id the line's id
 * @param action what it was, such as {@code project created}
 * @param userId whom it concerns
 * @param about what it was done to, such as {@code projects/17}
 * @param at when
 */
@Collection("auditLogs")
record AuditLine(@Id @Nullable String id, String action, @Nullable String userId, String about, Instant at) {
}
