package io.filestore.data;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.data.mapping.callback.EntityCallbacks;

import io.filestore.data.event.EntityEvent;

/** The application around a template, if there is one. */
final class Application {

    private final @Nullable ApplicationContext context;

    private volatile @Nullable Callbacks callbacks;

    private Application(@Nullable ApplicationContext context, @Nullable Callbacks callbacks) {
        this.context = context;
        this.callbacks = callbacks;
    }

    static Application none() {
        return new Application(null, Callbacks.NONE);
    }

    static Application of(ApplicationContext context) {
        return new Application(context, null);
    }

    void set(EntityCallbacks own) {
        this.callbacks = Callbacks.of(own);
    }

    @Nullable ApplicationContext context() {
        return this.context;
    }

    /**
     * Looked for when the first entity needs them, so that they may need the template.
     */
    Callbacks callbacks() {
        Callbacks known = this.callbacks;
        if (known == null) {
            known = (this.context != null) ? Callbacks.in(this.context) : Callbacks.NONE;
            this.callbacks = known;
        }
        return known;
    }

    void publish(EntityEvent<?> event) {
        if (this.context != null) {
            this.context.publishEvent(event);
        }
    }

}
