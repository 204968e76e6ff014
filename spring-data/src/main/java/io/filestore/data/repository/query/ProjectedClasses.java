package io.filestore.data.repository.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.mapping.InstanceCreatorMetadata;
import org.springframework.data.mapping.Parameter;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.data.mapping.model.EntityInstantiators;
import org.springframework.data.mapping.model.ParameterValueProvider;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.util.Lazy;
import org.springframework.util.ClassUtils;

import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.error.InvalidQueryException;

/** Records and other classes that are filled with properties of the same names. */
final class ProjectedClasses {

    private static final ConversionService CONVERSION = DefaultConversionService.getSharedInstance();

    private final EntityInstantiators instantiators = new EntityInstantiators();

    /** They are no entities of the application. */
    private final Lazy<FileStoreMappingContext> classes = Lazy.of(FileStoreMappingContext::new);

    private final FileStoreMappingContext entities;

    private final ProjectionFactory factory;

    ProjectedClasses(FileStoreMappingContext entities, ProjectionFactory factory) {
        this.entities = entities;
        this.factory = factory;
    }

    /** What has to be filled. */
    Map<String, TypeInformation<?>> properties(Class<?> type) {
        FileStorePersistentEntity<?> entity = this.classes.get().getRequiredPersistentEntity(type);
        Map<String, TypeInformation<?>> properties = new LinkedHashMap<>();
        InstanceCreatorMetadata<FileStorePersistentProperty> creator = entity.getInstanceCreatorMetadata();
        if (creator == null) {
            throw new InvalidQueryException("It returns " + type.getSimpleName()
                    + ", which has several constructors. Mark one with @PersistenceCreator.");
        }
        for (Parameter<?, FileStorePersistentProperty> parameter : creator.getParameters()) {
            properties.put(name(parameter, type), parameter.getType());
        }
        for (FileStorePersistentProperty property : entity) {
            if (!property.isImmutable()) {
                properties.putIfAbsent(property.getName(), property.getTypeInformation());
            }
        }
        return properties;
    }

    private static String name(Parameter<?, ?> parameter, Class<?> type) {
        String name = parameter.getName();
        if (name == null) {
            throw new InvalidQueryException("It returns " + type.getSimpleName()
                    + ", the parameters of whose constructor have no names. Compile it with -parameters.");
        }
        return name;
    }

    Object make(Object entity, Class<?> type) {
        FileStorePersistentEntity<?> from = this.entities.getRequiredPersistentEntity(entity.getClass());
        FileStorePersistentEntity<?> to = this.classes.get().getRequiredPersistentEntity(type);
        PersistentPropertyAccessor<Object> values = from.getPropertyAccessor(entity);
        Object made = this.instantiators.getInstantiatorFor(to)
            .createInstance(to, new ParameterValueProvider<FileStorePersistentProperty>() {

                @Override
                @SuppressWarnings("unchecked")
                public <P> @Nullable P getParameterValue(Parameter<P, FileStorePersistentProperty> parameter) {
                    FileStorePersistentProperty property = from.getRequiredPersistentProperty(name(parameter, type));
                    Object value = fit(values.getProperty(property), parameter.getType());
                    return (value != null) ? (P) value
                            : (P) ParameterValueProvider.getDefaultValue(parameter.getRawType());
                }

            });
        PersistentPropertyAccessor<Object> filled = to.getPropertyAccessor(made);
        for (FileStorePersistentProperty property : to) {
            FileStorePersistentProperty source = from.getPersistentProperty(property.getName());
            if (source != null && !to.isCreatorArgument(property) && !property.isImmutable()) {
                Object value = fit(values.getProperty(source), property.getTypeInformation());
                filled.setProperty(property,
                        (value != null) ? value : ParameterValueProvider.getDefaultValue(property.getType()));
            }
        }
        return filled.getBean();
    }

    private @Nullable Object fit(@Nullable Object value, TypeInformation<?> wanted) {
        Class<?> type = wanted.getType();
        if (value instanceof Collection<?> all && wanted.isCollectionLike() && !type.isArray()) {
            return fitAll(all, wanted);
        }
        if (value == null || ClassUtils.isAssignableValue(type, value)) {
            return value;
        }
        if (this.entities.getPersistentEntity(value.getClass()) == null) {
            return CONVERSION.convert(value, type);
        }
        return type.isInterface() ? this.factory.createProjection(type, value) : make(value, type);
    }

    private @Nullable Object fitAll(Collection<?> all, TypeInformation<?> wanted) {
        TypeInformation<?> component = wanted.getComponentType();
        if (component == null || wanted.getType().isInstance(all)
                && all.stream().allMatch((each) -> each == null || component.getType().isInstance(each))) {
            return all;
        }
        List<@Nullable Object> fitted = new ArrayList<>(all.size());
        all.forEach((each) -> fitted.add(fit(each, component)));
        return CONVERSION.convert(fitted, wanted.getType());
    }

}
