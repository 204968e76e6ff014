package io.filestore.data;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

import io.filestore.data.event.AfterConvertCallback;
import io.filestore.data.event.AfterConvertEvent;
import io.filestore.data.event.AfterDeleteEvent;
import io.filestore.data.event.AfterSaveCallback;
import io.filestore.data.event.AfterSaveEvent;
import io.filestore.data.event.BeforeConvertCallback;
import io.filestore.data.event.BeforeConvertEvent;
import io.filestore.data.event.BeforeDeleteEvent;
import io.filestore.data.event.BeforeSaveCallback;
import io.filestore.data.event.BeforeSaveEvent;

/**
 * What the application has to say to what becomes of the entities of one class: first its
 * listeners, then its callbacks.
 *
 * @param <T> the class
 */
final class Lifecycle<T> {

    private final Application application;

    private final String collection;

    private final @Nullable Audience audience;

    Lifecycle(Application application, Class<T> type, String collection) {
        this.application = application;
        this.collection = collection;
        ApplicationContext context = application.context();
        this.audience = (context != null) ? new Audience(context, type) : null;
    }

    private boolean hears(Class<?> event) {
        return this.audience != null && this.audience.hears(event);
    }

    T beforeConvert(T entity) {
        if (hears(BeforeConvertEvent.class)) {
            this.application.publish(new BeforeConvertEvent<>(entity, this.collection));
        }
        return this.application.callbacks().call(BeforeConvertCallback.class, entity, this.collection);
    }

    T beforeSave(T entity, String rowId) {
        if (hears(BeforeSaveEvent.class)) {
            this.application.publish(new BeforeSaveEvent<>(entity, rowId, this.collection));
        }
        return this.application.callbacks().call(BeforeSaveCallback.class, entity, rowId, this.collection);
    }

    T afterSave(T entity, String rowId) {
        if (hears(AfterSaveEvent.class)) {
            this.application.publish(new AfterSaveEvent<>(entity, rowId, this.collection));
        }
        return this.application.callbacks().call(AfterSaveCallback.class, entity, rowId, this.collection);
    }

    /** Whether anything is said to entities that were read. */
    boolean watchesReads() {
        return hears(AfterConvertEvent.class)
                || this.application.callbacks().kinds().contains(AfterConvertCallback.class);
    }

    T afterConvert(T entity, String rowId) {
        if (hears(AfterConvertEvent.class)) {
            this.application.publish(new AfterConvertEvent<>(entity, rowId, this.collection));
        }
        return this.application.callbacks().call(AfterConvertCallback.class, entity, rowId, this.collection);
    }

    boolean watchesDeletes() {
        return hears(BeforeDeleteEvent.class) || hears(AfterDeleteEvent.class);
    }

    void beforeDelete(T entity, String rowId) {
        if (hears(BeforeDeleteEvent.class)) {
            this.application.publish(new BeforeDeleteEvent<>(entity, rowId, this.collection));
        }
    }

    void afterDelete(T entity, String rowId) {
        if (hears(AfterDeleteEvent.class)) {
            this.application.publish(new AfterDeleteEvent<>(entity, rowId, this.collection));
        }
    }

}
