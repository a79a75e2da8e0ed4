package org.kentei.assessment;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps what was made for a key, as long as it has room. When it is full, it starts anew: what is needed again is made again. */
public final class BoundedCache<K, V> {

    private final int most;
    private final Map<K, V> kept = new ConcurrentHashMap<>();

    /** @param most how many values it keeps; some more if several threads add them at the same moment */
    public BoundedCache(int most) {
        this.most = most;
    }

    public @Nullable V get(K key) {
        return kept.get(key);
    }

    /** Keeps a value, and returns it. */
    public V put(K key, V value) {
        if (kept.size() >= most) {
            kept.clear();
        }
        kept.put(key, value);
        return value;
    }
}
