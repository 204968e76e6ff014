package io.filestore.data;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.ApplicationContext;
import org.springframework.data.mapping.callback.EntityCallback;
import org.springframework.data.mapping.callback.EntityCallbacks;

import io.filestore.data.event.AfterConvertCallback;
import io.filestore.data.event.AfterSaveCallback;
import io.filestore.data.event.BeforeConvertCallback;
import io.filestore.data.event.BeforeSaveCallback;

/**
 * The callbacks of an application, and of which kinds there are any, so that nobody looks
 * for others.
 */
record Callbacks(EntityCallbacks all, Set<Class<?>> kinds) {

    private static final Set<Class<?>> KINDS = Set.of(BeforeConvertCallback.class, BeforeSaveCallback.class,
            AfterSaveCallback.class, AfterConvertCallback.class);

    static final Callbacks NONE = new Callbacks(EntityCallbacks.create(), Set.of());

    static Callbacks of(EntityCallbacks all) {
        return new Callbacks(all, KINDS);
    }

    /** Its beans. */
    static Callbacks in(ApplicationContext context) {
        Stream<Class<?>> kinds = KINDS.stream().filter((kind) -> context.getBeanNamesForType(kind).length > 0);
        return new Callbacks(EntityCallbacks.create(context), kinds.collect(Collectors.toUnmodifiableSet()));
    }

    @SuppressWarnings("rawtypes")
    <T> T call(Class<? extends EntityCallback> kind, T entity, Object... arguments) {
        return this.kinds.contains(kind) ? this.all.callback(kind, entity, arguments) : entity;
    }

}
