package io.filestore.cassandra;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.filestore.remote.CommitResult;
import io.filestore.remote.CommitResult.Refused;
import io.filestore.remote.RemoteChange;
import io.filestore.remote.RemoteDomain;

/**
 * Commits without a thread that waits; who calls it may. Each row for itself, unless the
 * subclass says otherwise.
 */
abstract class Domain implements RemoteDomain {

    private final Connection connection;

    Domain(Connection connection) {
        this.connection = connection;
    }

    final Connection connection() {
        return this.connection;
    }

    abstract CompletionStage<CommitResult> commitAsync(List<RemoteChange> changes, @Nullable Object since);

    @Override
    public boolean isSerializable() {
        return false;
    }

    @Override
    public Object mark() {
        throw new UnsupportedOperationException("Rows of " + name() + " are committed each for itself");
    }

    @Override
    public final CommitResult commit(List<RemoteChange> changes, @Nullable Object since) {
        return Requests.await(commitAsync(changes, since));
    }

    @Override
    public List<CommitResult> commitEach(List<RemoteChange> changes) {
        return Requests.await(SideBySide.each(changes, this.connection.options().parallel(),
                (change) -> commitAsync(List.of(change), null).exceptionally(Domain::refused)));
    }

    /** One that cannot be done is told beside those that are. */
    static CommitResult refused(Throwable thrown) {
        return new Refused(Failures.unavailable(thrown));
    }

}
