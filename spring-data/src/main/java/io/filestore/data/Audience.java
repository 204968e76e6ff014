package io.filestore.data;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

import io.filestore.data.event.AfterConvertEvent;
import io.filestore.data.event.AfterDeleteEvent;
import io.filestore.data.event.AfterSaveEvent;
import io.filestore.data.event.BeforeConvertEvent;
import io.filestore.data.event.BeforeDeleteEvent;
import io.filestore.data.event.BeforeSaveEvent;

/**
 * To which events of one class of entities an application listens. To publish one that
 * nobody hears would cost more than to read a row. Looked for once, and again whenever
 * there are more listeners or fewer.
 */
final class Audience {

    private static final Set<Class<?>> EVENTS = Set.of(BeforeConvertEvent.class, BeforeSaveEvent.class,
            AfterSaveEvent.class, AfterConvertEvent.class, BeforeDeleteEvent.class, AfterDeleteEvent.class);

    /** Its own first, then those above it, which are told as well. */
    private final List<AbstractApplicationContext> contexts;

    private final Class<?> entity;

    private volatile @Nullable Heard heard;

    Audience(ApplicationContext context, Class<?> entity) {
        this.contexts = Stream.iterate(context, (each) -> each != null, ApplicationContext::getParent)
            .map(AbstractApplicationContext.class::cast)
            .toList();
        this.entity = entity;
    }

    /**
     * Which events are heard.
     *
     * @param listeners how many there were when that was looked for
     */
    private record Heard(int listeners, Set<Class<?>> events) {
    }

    boolean hears(Class<?> event) {
        int listeners = 0;
        for (AbstractApplicationContext context : this.contexts) {
            listeners += context.getApplicationListeners().size();
        }
        Heard known = this.heard;
        if (known == null || known.listeners() != listeners) {
            known = look(listeners);
            this.heard = known;
        }
        return known.events().contains(event);
    }

    private Heard look(int listeners) {
        try {
            Stream<Class<?>> events = EVENTS.stream()
                .filter((event) -> isHeard(ResolvableType.forClassWithGenerics(event, this.entity)));
            return new Heard(listeners, events.collect(Collectors.toUnmodifiableSet()));
        }
        catch (ConcurrentModificationException ex) {
            // More are coming right now.
            return new Heard(-1, EVENTS);
        }
    }

    private boolean isHeard(ResolvableType event) {
        return this.contexts.stream()
            .anyMatch((context) -> context.getApplicationListeners().stream().anyMatch((each) -> hears(each, event))
                    || mayHear(context, event));
    }

    private static boolean hears(ApplicationListener<?> listener, ResolvableType event) {
        GenericApplicationListener generic = (listener instanceof GenericApplicationListener own) ? own
                : new GenericApplicationListenerAdapter(listener);
        return generic.supportsEventType(event);
    }

    /** Listeners that are made only when there is an event for them. */
    private static boolean mayHear(AbstractApplicationContext context, ResolvableType event) {
        return Stream.of(context.getBeanNamesForType(ApplicationListener.class, true, false))
            .filter((name) -> !context.getBeanFactory().containsSingleton(name))
            .map((name) -> ResolvableType.forClass(context.getType(name, false))
                .as(ApplicationListener.class)
                .getGeneric())
            .anyMatch((declared) -> declared.resolve() == null || declared.isAssignableFrom(event));
    }

}
