package io.filestore.data.observation;

import java.lang.reflect.Method;

import io.micrometer.observation.ObservationRegistry;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** The calls of one repository. */
final class ObservedCalls implements MethodInterceptor {

    private static final RepositoryObservationConvention DEFAULT = new DefaultRepositoryObservationConvention();

    private final Class<?> repository;

    private final String collection;

    private final ObservationRegistry registry;

    private final @Nullable RepositoryObservationConvention convention;

    ObservedCalls(Class<?> repository, String collection, ObservationRegistry registry,
            @Nullable RepositoryObservationConvention convention) {
        this.repository = repository;
        this.collection = collection;
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Method method = invocation.getMethod();
        // Handlers may come later than the repository.
        if (this.registry.isNoop() || method.getDeclaringClass() == Object.class) {
            return invocation.proceed();
        }
        RepositoryObservationContext context = new RepositoryObservationContext(this.repository, method,
                this.collection);
        return RepositoryObservation.CALL.observation(this.convention, DEFAULT, () -> context, this.registry)
            .observeChecked(() -> proceed(invocation, context));
    }

    private static @Nullable Object proceed(MethodInvocation invocation, RepositoryObservationContext context)
            throws Throwable {
        Object result = invocation.proceed();
        context.complete();
        return result;
    }

}
