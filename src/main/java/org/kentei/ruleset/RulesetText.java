package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Validity;
import org.kentei.vocabulary.Vocabulary;

/**
 * A ruleset that was read but not compiled: its files, vocabulary and rules.
 *
 * @param rules in the order of their files and lines
 */
public record RulesetText(RulesetFiles files, Vocabulary vocabulary, List<RuleText> rules) {

    public RulesetText {
        rules = List.copyOf(rules);
    }

    /** The part of it that is in force on a day: sheets, fields, codes, and the rules of those sheets and of all sheets. */
    public RulesetText on(LocalDate day) {
        Vocabulary inForce = vocabulary.on(day);
        return new RulesetText(
                files,
                inForce,
                rules.stream()
                        .filter(rule -> rule.validity().includes(day)
                                && (rule.sheet() == null || inForce.sheet(rule.sheet()) != null))
                        .toList());
    }

    /** The periods between the days on which something begins or ends to be in force, in their order; one without such a day. */
    public List<Validity> periods() {
        return Validity.periods(boundaries());
    }

    /** The days on which something begins or ends to be in force. */
    public Stream<LocalDate> boundaries() {
        return Stream.concat(
                vocabulary.boundaries(),
                rules.stream().flatMap(rule -> rule.validity().boundaries()));
    }
}
