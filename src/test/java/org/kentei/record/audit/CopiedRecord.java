package org.kentei.record.audit;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.record.log.AppendKey;

/** A record in memory, of which parts can be replaced. */
record CopiedRecord(
        LogState state,
        List<StoredEntry> log,
        List<StoredAssessment> rows,
        List<StoredKey> publicKeys,
        List<StoredCheckpoint> kept,
        List<StoredCosignature> cosigned,
        Map<String, Map<String, String>> rulesets,
        Map<String, byte[]> ruleFiles,
        List<StoredLine> lines,
        List<StoredApiKey> keysOfClients,
        List<Discrepancy> indexFaults,
        AppendKey appendKey)
        implements RecordSnapshot {

    /** The names of the lists. */
    static final List<String> LISTS = Stream.of(CopiedRecord.class.getRecordComponents())
            .filter(component ->
                    component.getType() == List.class && !component.getName().equals("indexFaults"))
            .map(RecordComponent::getName)
            .toList();

    static CopiedRecord of(RecordSnapshot snapshot, AppendKey appendKey) {
        return new CopiedRecord(
                snapshot.state(),
                all(snapshot.entries()),
                all(snapshot.assessments()),
                snapshot.keys(),
                snapshot.checkpoints(),
                snapshot.cosignatures(),
                snapshot.rulesets(),
                snapshot.ruleFiles(),
                all(snapshot.ingested()),
                snapshot.apiKeys().orElseThrow(),
                List.of(),
                appendKey);
    }

    private static <T> List<T> all(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    CopiedRecord with(String name, Object value) {
        return with(this, name, value);
    }

    List<?> list(String name) {
        return (List<?>) value(this, name);
    }

    /** Any record with another value of a component. */
    @SuppressWarnings("unchecked")
    static <T> T with(T before, String name, Object value) {
        RecordComponent[] components = before.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        boolean known = false;
        for (int place = 0; place < components.length; place++) {
            boolean that = components[place].getName().equals(name);
            known |= that;
            types[place] = components[place].getType();
            values[place] = that ? value : value(before, components[place].getName());
        }
        if (!known) {
            throw new IllegalArgumentException(name);
        }
        try {
            var constructor = before.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (T) constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object value(Object of, String name) {
        try {
            var accessor = of.getClass().getDeclaredMethod(name);
            accessor.setAccessible(true);
            return accessor.invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Values that a component does not have. */
    static List<Object> otherValues(Object of, RecordComponent component) {
        Object value = value(of, component.getName());
        List<Object> others = new ArrayList<>();
        Class<?> type = component.getType();
        if (type == String.class) {
            others.add(value + "x");
        } else if (type == long.class) {
            others.add((long) value + 1);
        } else if (type == int.class || type == Integer.class) {
            others.add(value == null ? 3 : (int) value + 1);
        } else if (type == UUID.class) {
            others.add(new UUID(7, 7));
        } else if (type == Instant.class) {
            others.add(value == null ? Instant.EPOCH : ((Instant) value).plusMillis(1));
        } else if (type == LocalDate.class) {
            others.add(value == null ? LocalDate.EPOCH : ((LocalDate) value).plusDays(1));
        } else if (type == byte[].class) {
            byte[] bytes = value == null ? new byte[1] : ((byte[]) value).clone();
            bytes[bytes.length - 1] ^= 1;
            others.add(bytes);
        } else if (type == List.class) {
            others.add(List.of("a fault"));
        } else if (type == Map.class) {
            for (Object key : ((Map<?, ?>) value).keySet()) {
                Map<Object, Object> without = new HashMap<>((Map<?, ?>) value);
                without.remove(key);
                others.add(without);
            }
        } else {
            throw new IllegalArgumentException("values of " + type);
        }
        return others;
    }

    @Override
    public Iterator<StoredEntry> entries() {
        return log.iterator();
    }

    @Override
    public boolean isSealed(StoredEntry entry) {
        return appendKey.accepts(state.logId(), entry);
    }

    @Override
    public Iterator<StoredAssessment> assessments() {
        return rows.iterator();
    }

    @Override
    public List<StoredKey> keys() {
        return publicKeys;
    }

    @Override
    public List<StoredCheckpoint> checkpoints() {
        return kept;
    }

    @Override
    public List<StoredCosignature> cosignatures() {
        return cosigned;
    }

    @Override
    public Iterator<StoredLine> ingested() {
        return lines.iterator();
    }

    @Override
    public boolean isFoundBy(StoredLine line, String candidateId) {
        return true;
    }

    @Override
    public Optional<List<StoredApiKey>> apiKeys() {
        return Optional.of(keysOfClients);
    }

    @Override
    public List<Discrepancy> faultsOfIndexes() {
        return indexFaults;
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }
}
