package org.kentei.ruleset;

import java.util.function.Supplier;

/**
 * Has the engine work with Kentei's own class loader as the thread's. Drools looks for its own parts with the thread's loader,
 * once for the whole JVM, some of them as late as the first match of a rule. A thread of another program, such as a task of
 * Spark, may have a loader that does not know them.
 */
final class EngineLoader {

    private EngineLoader() {}

    static <T> T with(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(EngineLoader.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(callers);
        }
    }
}
