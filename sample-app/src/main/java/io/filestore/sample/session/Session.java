package io.filestore.sample.session;

import java.time.Instant;

import org.springframework.data.annotation.Id;

import io.filestore.data.mapping.Collection;

@Collection("sessions")
record Session(@Id String id, String userId, Instant createdAt) {
}
