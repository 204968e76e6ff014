package io.filestore.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.filestore.commit.StoreState;
import io.filestore.config.CollectionOptions;
import io.filestore.config.StoreSettings;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreIOException;
import io.filestore.row.DecodedMemory;

/**
 * The collections of a store, by name. Those that are not configured are opened when they
 * are first asked for, if the settings allow that.
 */
public final class OpenCollections {

    /**
     * The global values are kept like a collection of this name, which no collection can
     * have.
     */
    public static final String VALUES = "_values";

    private final @Nullable String unconfiguredStrategy;

    private final CollectionFactory factory;

    private final StoreState state;

    private final Opener opener;

    private final Map<String, OpenCollection> named = new ConcurrentHashMap<>();

    private final ReentrantLock creationLock = new ReentrantLock();

    private final OpenCollection values;

    /** The names of collections that an engine keeps. */
    private final Set<String> elsewhere;

    /**
     * Makes those that are configured; brings none into memory.
     * @param opener does so for one that is asked for later
     */
    public OpenCollections(StoreSettings settings, CollectionFactory factory, StoreState state, Opener opener) {
        this.unconfiguredStrategy = settings.unconfiguredStrategy();
        this.factory = factory;
        this.state = state;
        this.opener = opener;
        this.values = factory.values();
        this.elsewhere = settings.remote().keySet();
        this.elsewhere.stream().filter((name) -> !name.equals(VALUES)).sorted().forEach(factory::claimName);
        new TreeMap<>(settings.collections())
            .forEach((name, options) -> this.named.put(name, factory.create(name, options)));
    }

    /**
     * Brings a collection into memory, from wherever its files are: what opening does (in
     * {@code io.filestore.open}), for one that is asked for later.
     */
    public interface Opener {

        void open(OpenCollections collections, OpenCollection collection) throws IOException;

    }

    public CollectionFactory factory() {
        return this.factory;
    }

    public Strategies strategies() {
        return this.factory.strategies();
    }

    public OpenCollection values() {
        return this.values;
    }

    /** All collections that are open, the values included. */
    public List<OpenCollection> all() {
        List<OpenCollection> all = new ArrayList<>(this.named.values());
        all.add(this.values);
        return all;
    }

    public Collection<OpenCollection> named() {
        return this.named.values();
    }

    /** A collection by its name. */
    public OpenCollection get(String name) {
        this.state.requireOpen();
        OpenCollection known = this.named.get(name);
        return (known != null) ? known : open(name);
    }

    /** Puts a collection in place of the one of its name, which nobody uses yet. */
    public void replace(OpenCollection collection) {
        this.named.put(collection.name(), collection);
    }

    /** Adds a collection that the settings do not have here, and that nobody uses yet. */
    public OpenCollection add(String name, CollectionOptions options) {
        OpenCollection collection = this.factory.create(name, options);
        this.named.put(name, collection);
        return collection;
    }

    /** Takes away a collection that nobody uses. */
    public void remove(String name) {
        this.named.remove(name);
    }

    /** Whether there is such a collection. */
    public boolean isOpen(String name) {
        return this.named.containsKey(name);
    }

    /**
     * What a change in the log is about, null if there is no such collection and none may
     * be made.
     */
    public @Nullable OpenCollection logged(String name) {
        if (name.equals(VALUES)) {
            return this.values;
        }
        OpenCollection known = this.named.get(name);
        return (known != null || this.unconfiguredStrategy == null || this.elsewhere.contains(name)) ? known
                : open(name);
    }

    private OpenCollection open(String name) {
        if (this.unconfiguredStrategy == null || this.elsewhere.contains(name)) {
            throw new InvalidConfigurationException("collections." + name, null,
                    "There is no such collection. Configure"
                            + " it with a strategy, or set unconfigured-collections to the strategy that such collections get.");
        }
        this.creationLock.lock();
        try {
            this.state.requireOpen();
            OpenCollection present = this.named.get(name);
            if (present != null) {
                return present;
            }
            OpenCollection collection = this.factory.create(name, CollectionOptions.of(this.unconfiguredStrategy));
            this.opener.open(this, collection);
            this.named.put(name, collection);
            return collection;
        }
        catch (IOException ex) {
            throw new StoreIOException("The collection '" + name + "' could not be loaded", ex);
        }
        finally {
            this.creationLock.unlock();
        }
    }

    /**
     * Waits for a collection that is being opened; once the store is closed, no other one
     * is.
     */
    public void awaitOpened() {
        this.creationLock.lock();
        this.creationLock.unlock();
    }

    /** What all collections share for decoded values. */
    public DecodedMemory decoded() {
        return this.factory.decoded();
    }

}
