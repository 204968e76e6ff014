package io.filestore.data.repository.query;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.QueryCreationException;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import org.springframework.data.repository.query.parser.PartTree;

import io.filestore.data.FileStoreOperations;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.data.repository.Query;
import io.filestore.error.InvalidQueryException;
import io.filestore.error.StoreException;

/**
 * Makes a query of each method of a repository, when that is made: of its {@link Query},
 * or else of its name.
 */
public final class FileStoreQueryLookup implements QueryLookupStrategy {

    private final FileStoreOperations operations;

    private final FileStoreMappingContext entities;

    private final ValueExpressionDelegate expressions;

    public FileStoreQueryLookup(FileStoreOperations operations, FileStoreMappingContext entities,
            ValueExpressionDelegate expressions) {
        this.operations = operations;
        this.entities = entities;
        this.expressions = expressions;
    }

    /**
     * The query of a method.
     * @throws QueryCreationException if it is none, or one that cannot be answered
     */
    @Override
    public RepositoryQuery resolveQuery(Method method, RepositoryMetadata metadata, ProjectionFactory projections,
            NamedQueries named) {
        RepositoryMethod query = new RepositoryMethod(method, metadata, projections);
        FileStorePersistentEntity<?> entity = this.entities.getRequiredPersistentEntity(metadata.getDomainType());
        try {
            List<TypeInformation<?>> types = TypeInformation.of(metadata.getRepositoryInterface())
                .getParameterTypes(method);
            return resolve(query, types, AnnotatedElementUtils.findMergedAnnotation(method, Query.class), entity,
                    projections);
        }
        catch (StoreException | InvalidEntityException ex) {
            throw QueryCreationException.create(query, ex);
        }
        catch (RuntimeException ex) {
            throw QueryCreationException.create(query, new InvalidQueryException(String.valueOf(ex.getMessage()), ex));
        }
    }

    private <T> RepositoryQuery resolve(RepositoryMethod method, List<TypeInformation<?>> types,
            @Nullable Query annotation, FileStorePersistentEntity<T> entity, ProjectionFactory factory) {
        EntityFields fields = new EntityFields(entity, this.entities);
        Projections projections = new Projections(entity.getType(), this.entities, factory);
        Action action;
        QueryTemplate query;
        if (annotation != null) {
            action = Action.of(annotation);
            query = new AnnotatedConditions(annotation.value(), method, types, fields, this.expressions);
        }
        else {
            PartTree tree = new PartTree(method.getName(), entity.getType());
            action = Action.of(tree);
            MethodShape.require(method, tree);
            query = new DerivedConditions(method, types, tree, fields);
        }
        MethodShape.require(method, action);
        CollectionAbilities.require(this.operations, entity.getType(), action, query::sample);
        if (MethodShape.isEntity(method) && !method.getParameters().hasDynamicProjection()) {
            projections.require(method.getResultProcessor().getReturnedType());
        }
        return new MethodQuery<>(method, action, query, this.operations, entity.getType(),
                new Pages<>(this.operations, entity.getType(), fields), projections);
    }

}
