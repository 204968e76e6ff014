package io.filestore.autoconfigure.endpoint;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.filestore.Store;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.report.CollectionStats;
import io.filestore.report.RemoteStats;
import io.filestore.report.StoreStats;

/**
 * {@link Endpoint} that shows how a {@link Store} stands and, if opened by
 * {@code management.endpoint.filestore.access=unrestricted}, has it flush, compact,
 * verify and make a backup. It never shows what is in a row.
 */
@Endpoint(id = "filestore", defaultAccess = Access.READ_ONLY)
@RegisterReflectionForBinding({ FlushDescriptor.class, VerifyDescriptor.class, FailureDescriptor.class,
        BackupDescriptor.class, CollectionDescriptor.class, RemoteDescriptor.class })
public class FileStoreEndpoint {

    private final Store store;

    private final BackupPlace backups;

    public FileStoreEndpoint(Store store) {
        this(store, null);
    }

    /**
     * @param backups the directory below which backups go, null to refuse them
     */
    public FileStoreEndpoint(Store store, @Nullable String backups) {
        this.store = store;
        this.backups = new BackupPlace(backups);
    }

    /**
     * How the store stands.
     * @return null if it is a mock, which cannot say
     */
    @ReadOperation
    public @Nullable StoreDescriptor store() {
        return (this.store.stats() != null) ? StoreDescriptor.of(this.store) : null;
    }

    /**
     * How a collection stands.
     * @return null if there is none of that name
     */
    @ReadOperation
    public @Nullable OperationResponseBody collection(@Selector String collection) {
        StoreStats stats = this.store.stats();
        if (stats == null) {
            return null;
        }
        RemoteStats remote = stats.remote().get(collection);
        if (remote != null) {
            return RemoteDescriptor.of(remote);
        }
        CollectionStats local = stats.collections().get(collection);
        return (local != null) ? CollectionDescriptor.of(local, this.store) : null;
    }

    /**
     * Does something to the store, and waits for it.
     * @param operation what; all collections are compacted, and a backup is named after
     * the time
     * @return what was done; null if the store is a mock, which does nothing
     */
    @WriteOperation
    public @Nullable OperationResponseBody run(@Selector Operation operation) {
        return switch (operation) {
            case FLUSH -> done(this.store.flush(), (report) -> FlushDescriptor.of(operation, report));
            case COMPACT -> compactAll();
            case VERIFY -> done(this.store.verify(), VerifyDescriptor::of);
            case BACKUP -> backup(this.backups.at(Instant.now()));
        };
    }

    /**
     * Compacts a collection or makes a backup of a name, and waits for it.
     * @param operation which of the two
     * @param collection which collection, or the name of the backup
     * @return what was done, null if there is no such collection
     */
    @WriteOperation
    public @Nullable OperationResponseBody runOn(@Selector Operation operation, @Selector String collection) {
        if (operation == Operation.BACKUP) {
            return backup(this.backups.of(collection));
        }
        if (operation != Operation.COMPACT) {
            throw new InvalidEndpointRequestException("Only compact takes a collection",
                    "Only compact takes a collection; flush and verify are about all of them.");
        }
        return this.store.collectionNames().contains(collection)
                ? FlushDescriptor.of(operation, this.store.compact(collection)) : null;
    }

    private @Nullable OperationResponseBody backup(Path target) {
        try {
            return done(this.store.backup(target), BackupDescriptor::of);
        }
        catch (InvalidConfigurationException ex) {
            throw new InvalidEndpointRequestException("The backup is refused", String.valueOf(ex.getMessage()));
        }
    }

    private static <T> @Nullable OperationResponseBody done(@Nullable T report,
            Function<T, OperationResponseBody> descriptor) {
        return (report != null) ? descriptor.apply(report) : null;
    }

    private FlushDescriptor compactAll() {
        FlushDescriptor done = FlushDescriptor.nothing(Operation.COMPACT);
        Set<String> remote = (this.store.stats() != null) ? this.store.stats().remote().keySet() : Set.of();
        for (String name : this.store.collectionNames()) {
            if (!remote.contains(name)) {
                done = done.and(FlushDescriptor.of(Operation.COMPACT, this.store.compact(name)));
            }
        }
        return done;
    }

    /** What the endpoint can have a store do. */
    public enum Operation {

        /** Write everything that has changed to the files. */
        FLUSH,
        /** Write the files of a collection anew in their smallest form. */
        COMPACT,
        /** Check files, indexes and log against memory. */
        VERIFY,
        /** Copy the store into a directory below the one that is configured for that. */
        BACKUP

    }

}
