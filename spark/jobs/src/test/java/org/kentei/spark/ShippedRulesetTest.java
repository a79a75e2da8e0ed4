package org.kentei.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.kentei.EditedRules;
import org.kentei.ruleset.Ruleset;

class ShippedRulesetTest {

    @Test
    void what_was_shipped_is_made_a_ruleset_once_in_a_jvm_for_each_revision() throws Exception {
        ShippedRuleset active = new ShippedRuleset(new EditedRules().files());
        ShippedRuleset draft = new ShippedRuleset(new EditedRules()
                .with("operations-management/OM5.drl", "kinds >= 3", "kinds >= 2")
                .files());

        Ruleset received = received(active).loaded();

        assertThat(received(active).loaded()).isSameAs(received);
        assertThat(received.revision()).isEqualTo(active.revision());
        assertThat(received(draft).loaded()).isNotSameAs(received);
    }

    private static ShippedRuleset received(ShippedRuleset sent) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ShippedRuleset) in.readObject();
        }
    }
}
