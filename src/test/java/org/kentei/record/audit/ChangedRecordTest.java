package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.log.verify.Verifier.WitnessedLog;

/**
 * Changes what the verifier reads, without a database, so that it can be done often. {@link TamperingContract} changes the
 * tables themselves.
 */
class ChangedRecordTest extends CopiedRecordFixture {

    /** Nothing in the log says how a line of a file is found and opened; whoever reads the files checks it. */
    private static final Set<String> OF_FILES = Set.of("lines.lookup", "lines.key");

    /** A witness may have missed a checkpoint. */
    private static final String MAY_BE_MISSING = "cosigned";

    /** The tables cannot have these rows twice. */
    private static final Set<String> MAY_BE_DOUBLED = Set.of("kept", "cosigned", "publicKeys");

    /** What checkpoints say has no part in how these are checked, and their signatures take most of the time. */
    private static final Set<String> APART_FROM_CHECKPOINTS = Set.of("rows", "lines", "keysOfClients");

    @Test
    void an_unchanged_record_is_reported_as_it_is() {
        VerificationReport report = verify(record);

        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.entries()).isEqualTo(record.log().size());
        assertThat(report.assessments()).isEqualTo(record.rows().size() + 3L);
        assertThat(report.erased()).isEqualTo(6);
        assertThat(report.signed()).isEqualTo(report.entries());
        assertThat(report.signers()).hasSize(2);
        assertThat(report.witnessed()).containsExactly(new WitnessedLog("witness", report.entries(), COSIGNED));
    }

    @Test
    void a_record_with_few_of_its_checkpoints_is_sound_too() {
        assertThat(verify(trustOfFew(), few()).findings()).isEmpty();
        assertThat(few().kept()).hasSize(2);
    }

    /** The record with the newest checkpoint of each key that signed it. */
    private static CopiedRecord few() {
        Map<String, StoredCheckpoint> newest = new LinkedHashMap<>();
        record.kept().forEach(one -> newest.put(one.keyId(), one));
        List<StoredCosignature> cosigned = record.cosigned().stream()
                .filter(one -> newest.get(one.keyId()).size() == one.size())
                .toList();
        return record.with("kept", List.copyOf(newest.values())).with("cosigned", cosigned);
    }

    private static TrustedInput trustOfFew() {
        Set<String> notes = few().kept().stream().map(StoredCheckpoint::note).collect(Collectors.toSet());
        return new TrustedInput(
                trust.keys(),
                trust.checkpoints().stream()
                        .filter(one -> notes.contains(one.note()))
                        .toList(),
                trust.witnesses());
    }

    @Test
    void what_is_missing_doubled_or_exchanged_is_found() {
        for (String list : CopiedRecord.LISTS) {
            List<?> all = record.list(list);
            for (int place : sample(all.size())) {
                List<Object> without = new ArrayList<>(all);
                Object gone = without.remove(place);
                if (!MAY_BE_MISSING.equals(list)) {
                    assertFound("missing in " + list + ": " + gone, list, without);
                }
                if (!MAY_BE_DOUBLED.contains(list)) {
                    without.addAll(place, List.of(gone, gone));
                    assertFound("doubled in " + list + ": " + gone, list, without);
                }
            }
        }
        List<StoredEntry> exchanged = new ArrayList<>(record.log());
        Collections.swap(exchanged, 3, 4);
        assertFound("entries exchanged", "log", exchanged);
    }

    @Test
    void a_changed_value_is_found() {
        for (String list : CopiedRecord.LISTS) {
            List<?> all = record.list(list);
            for (int place : sample(all.size())) {
                Object before = all.get(place);
                for (RecordComponent component : before.getClass().getRecordComponents()) {
                    if (!OF_FILES.contains(list + "." + component.getName())) {
                        for (Object value : CopiedRecord.otherValues(before, component)) {
                            List<Object> changed = new ArrayList<>(all);
                            changed.set(place, CopiedRecord.with(before, component.getName(), value));
                            assertFound(component.getName() + " = " + value + " in " + before, list, changed);
                        }
                    }
                }
            }
        }
    }

    private static void assertFound(String change, String list, List<?> changed) {
        VerificationReport report = APART_FROM_CHECKPOINTS.contains(list)
                ? verify(trustOfFew(), few().with(list, changed))
                : verify(record.with(list, changed));
        assertThat(report.sound()).as(change).isFalse();
    }

    /** Places at the beginning, in the middle and at the end. */
    private static Set<Integer> sample(int size) {
        Set<Integer> places = new TreeSet<>();
        for (int step = 0; step <= 2; step++) {
            places.add(step * (size - 1) / 2);
        }
        return places;
    }
}
