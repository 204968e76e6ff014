package io.filestore.remote;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.Callable;

/** An engine whose calls that reach for its machines go through a test's hands. */
public final class InterceptedEngine implements RemoteEngineFactory {

    private static final Set<String> CALLS = Set.of("read", "readAll", "find", "scan", "count", "mark", "commit",
            "commitEach", "note");

    private final RemoteEngineFactory engine;

    private final Interceptor interceptor;

    public InterceptedEngine(RemoteEngineFactory engine, Interceptor interceptor) {
        this.engine = engine;
        this.interceptor = interceptor;
    }

    /** Makes the calls, or not. */
    public interface Interceptor {

        Object around(String call, Callable<Object> work) throws Exception;

    }

    @Override
    public String strategy() {
        return this.engine.strategy();
    }

    @Override
    public RemoteEngine open(RemoteContext context) {
        return around(RemoteEngine.class, this.engine.open(context));
    }

    private <T> T around(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> call(proxy, target, method, arguments)));
    }

    private Object call(Object proxy, Object target, Method method, Object[] arguments) throws Exception {
        if (method.getName().equals("equals")) {
            return proxy == arguments[0];
        }
        Callable<Object> work = () -> invoke(target, method, arguments);
        return CALLS.contains(method.getName()) ? this.interceptor.around(method.getName(), work) : work.call();
    }

    private Object invoke(Object target, Method method, Object[] arguments) throws Exception {
        try {
            Object result = method.invoke(target, arguments);
            if (result instanceof RemoteCollection collection) {
                return around(RemoteCollection.class, collection);
            }
            return (result instanceof RemoteDomain domain) ? around(RemoteDomain.class, domain) : result;
        }
        catch (InvocationTargetException ex) {
            if (ex.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) ex.getCause();
        }
    }

}
