package io.filestore.data.auditing;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedBy;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Transient;
import org.springframework.data.annotation.Version;
import org.springframework.data.auditing.DateTimeProvider;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.domain.Persistable;

import io.filestore.Store;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.mapping.FileStoreMappingContext;

import static org.assertj.core.api.Assertions.assertThat;

class AuditingTests {

    @TempDir
    private Path directory;

    private Store store;

    private AnnotationConfigApplicationContext context;

    private static Instant now;

    private static String user;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory).unconfiguredCollections("memory-only").open();
        now = Instant.parse("2026-01-01T00:00:00Z");
        user = "ann";
    }

    @AfterEach
    void close() {
        this.context.close();
        this.store.close();
    }

    private FileStoreTemplate start(Class<?>... classes) {
        this.context = new AnnotationConfigApplicationContext();
        this.context.registerBean("fileStore", Store.class, () -> this.store);
        this.context.registerBean("fileStoreTemplate", FileStoreTemplate.class,
                () -> new FileStoreTemplate(this.store, this.context.getBean(FileStoreMappingContext.class)));
        this.context.register(classes);
        this.context.refresh();
        return this.context.getBean(FileStoreTemplate.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreAuditing(dateTimeProviderRef = "clock")
    static class Audited extends Clock {

        @Bean
        AuditorAware<String> auditor() {
            return () -> Optional.of(user);
        }

    }

    static class Clock {

        @Bean
        DateTimeProvider clock() {
            return () -> Optional.of(now);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreAuditing(modifyOnCreate = false, dateTimeProviderRef = "clock", auditorAwareRef = "other")
    static class AuditedOtherwise extends Clock {

        @Bean
        AuditorAware<String> other() {
            return () -> Optional.of("other");
        }

        @Bean
        AuditorAware<String> another() {
            return () -> Optional.of("another");
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class NotAudited {

        @Bean
        FileStoreMappingContext fileStoreMappingContext() {
            return new FileStoreMappingContext();
        }

    }

    record Note(@Id String id, String text, @CreatedDate Instant createdAt, @CreatedBy String createdBy,
            @LastModifiedDate Instant modifiedAt, @LastModifiedBy String modifiedBy) {

        static Note of(String id, String text) {
            return new Note(id, text, null, null, null, null);
        }

        Note withText(String newText) {
            return new Note(this.id, newText, this.createdAt, this.createdBy, this.modifiedAt, this.modifiedBy);
        }

    }

    record Counted(@Id String id, @Version Long version, @CreatedDate Instant createdAt,
            @LastModifiedDate Instant modifiedAt) {
    }

    static class Own implements Persistable<String> {

        @Id
        private String id;

        @CreatedDate
        private LocalDateTime createdAt;

        @LastModifiedDate
        private Long modifiedAt;

        @Transient
        private boolean fresh;

        @Override
        public String getId() {
            return this.id;
        }

        public void setId(String id) {
            this.id = id;
        }

        public LocalDateTime getCreatedAt() {
            return this.createdAt;
        }

        public void setCreatedAt(LocalDateTime createdAt) {
            this.createdAt = createdAt;
        }

        public Long getModifiedAt() {
            return this.modifiedAt;
        }

        public void setModifiedAt(Long modifiedAt) {
            this.modifiedAt = modifiedAt;
        }

        @Override
        public boolean isNew() {
            return this.fresh;
        }

    }

    private static Instant later() {
        now = now.plusSeconds(60);
        return now;
    }

    @Test
    void recordsSayWhoHasMadeAndChangedThemAndWhen() {
        FileStoreTemplate template = start(Audited.class);
        Instant made = now;
        Note note = template.save(Note.of(null, "x"));
        assertThat(note).isEqualTo(new Note(note.id(), "x", made, "ann", made, "ann"));
        user = "bob";
        Instant changed = later();
        Note again = template.save(note.withText("y"));
        assertThat(again).isEqualTo(new Note(note.id(), "y", made, "ann", changed, "bob"));
        assertThat(template.findById(note.id(), Note.class)).contains(again);
        assertThat(template.saveAll(List.of(Note.of(null, "z"))).get(0).createdAt()).isEqualTo(changed);
        assertThat(template.insert(Note.of(null, "z")).createdBy()).isEqualTo("bob");
    }

    @Test
    void versionTellsWhatIsNewAlsoIfTheIdIsTheApplications() {
        FileStoreTemplate template = start(Audited.class);
        Instant made = now;
        Counted first = template.save(new Counted("a", null, null, null));
        assertThat(first).isEqualTo(new Counted("a", 0L, made, made));
        Instant changed = later();
        assertThat(template.save(first)).isEqualTo(new Counted("a", 1L, made, changed));
    }

    @Test
    void persistableTellsItselfAndOtherTypesHoldTheTime() {
        FileStoreTemplate template = start(Audited.class);
        Own own = new Own();
        own.setId("a");
        own.fresh = true;
        LocalDateTime made = LocalDateTime.ofInstant(now, ZoneOffset.systemDefault());
        template.save(own);
        assertThat(own.getCreatedAt()).isEqualTo(made);
        own.fresh = false;
        Instant changed = later();
        template.save(own);
        assertThat(own.getCreatedAt()).isEqualTo(made);
        assertThat(own.getModifiedAt()).isEqualTo(changed.toEpochMilli());
        assertThat(this.store.collection("own").get("a").orElseThrow().fieldNames()).containsExactly("createdAt",
                "modifiedAt");
    }

    @Test
    void whatIsModifiedAndByWhomCanBeSaidOtherwise() {
        FileStoreTemplate template = start(AuditedOtherwise.class);
        Note note = template.save(Note.of("a", "x"));
        assertThat(note.createdBy()).isNull();
        Note made = template.save(Note.of(null, "x"));
        assertThat(made.createdBy()).isEqualTo("other");
        assertThat(made.modifiedAt()).isNull();
        assertThat(template.save(made).modifiedBy()).isEqualTo("other");
    }

    @Test
    void nobodyFillsThemWithoutTheAnnotation() {
        FileStoreTemplate template = start(NotAudited.class);
        Note note = template.save(Note.of(null, "x"));
        assertThat(note).isEqualTo(Note.of(note.id(), "x"));
    }

}
