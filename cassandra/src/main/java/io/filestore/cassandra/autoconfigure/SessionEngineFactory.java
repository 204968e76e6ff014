package io.filestore.cassandra.autoconfigure;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;

import io.filestore.cassandra.CassandraEngineFactory;
import io.filestore.cassandra.CassandraOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteEngineFactory;

/** Has a session made when a collection needs one, and not before. */
final class SessionEngineFactory implements RemoteEngineFactory {

    private final ObjectProvider<CqlSession> session;

    private final CassandraOptions options;

    SessionEngineFactory(ObjectProvider<CqlSession> session, CassandraOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public String strategy() {
        return CassandraEngineFactory.STRATEGY;
    }

    @Override
    public RemoteEngine open(RemoteContext context) {
        return new CassandraEngineFactory(session(), this.options).open(context);
    }

    private CqlSession session() {
        try {
            return this.session.getObject();
        }
        catch (BeansException ex) {
            Throwable cause = NestedExceptionUtils.getRootCause(ex);
            if (cause instanceof InvalidKeyspaceException) {
                throw new InvalidConfigurationException("cassandra.keyspace", null,
                        "The session is to begin with a keyspace that is not there (" + cause.getMessage()
                                + "). Create it; or name it here in place of spring.cassandra.keyspace-name, and set"
                                + " cassandra.replication to have it created.");
            }
            for (Throwable each = ex; each != null; each = each.getCause()) {
                if (each instanceof DriverException) {
                    throw new StoreUnavailableException(
                            "Cassandra cannot be reached: " + ((cause != null) ? cause : each).getMessage(), ex);
                }
            }
            throw ex;
        }
    }

}
