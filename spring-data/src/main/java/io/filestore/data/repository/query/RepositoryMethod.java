package io.filestore.data.repository.query;

import java.lang.reflect.Method;

import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.DefaultParameters;
import org.springframework.data.repository.query.QueryMethod;

/** A method of a repository that is answered by a query. */
final class RepositoryMethod extends QueryMethod {

    private final String title;

    RepositoryMethod(Method method, RepositoryMetadata metadata, ProjectionFactory projections) {
        super(method, metadata, projections, DefaultParameters::new);
        this.title = metadata.getRepositoryInterface().getSimpleName() + "." + method.getName();
    }

    /** The repository and its name, for messages. */
    String title() {
        return this.title;
    }

}
