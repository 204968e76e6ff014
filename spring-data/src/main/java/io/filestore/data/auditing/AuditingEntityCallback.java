package io.filestore.data.auditing;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.core.Ordered;
import org.springframework.data.auditing.IsNewAwareAuditingHandler;

import io.filestore.data.event.BeforeConvertCallback;

/** Fills what entities say about who has changed them, and when. */
final class AuditingEntityCallback implements BeforeConvertCallback<Object>, Ordered {

    /** As in other modules: an application's own may come before it or behind it. */
    private static final int ORDER = 100;

    private final ObjectFactory<IsNewAwareAuditingHandler> handler;

    AuditingEntityCallback(ObjectFactory<IsNewAwareAuditingHandler> handler) {
        this.handler = handler;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Object onBeforeConvert(Object entity, String collection) {
        return this.handler.getObject().markAudited(entity);
    }

}
