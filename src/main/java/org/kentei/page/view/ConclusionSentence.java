package org.kentei.page.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kentei.fact.ConclusionType;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Firing.FiringFact;
import org.kentei.vocabulary.Criterion;

/**
 * Writes the conclusion of a firing in the reader's language, with names instead of codes. A firing record has it in one fixed
 * wording, which never changes.
 */
public final class ConclusionSentence {

    /** What follows the entry in the wording of firing records; a group is a sheet, a field, a criterion or a level. */
    private static final Map<ConclusionType, Pattern> WORDINGS = wordings();

    private final EntryNames names;
    private final Labels labels;
    private final Language language;

    public ConclusionSentence(EntryNames names, Labels labels, Language language) {
        this.names = names;
        this.labels = labels;
        this.language = language;
    }

    private static Map<ConclusionType, Pattern> wordings() {
        Map<ConclusionType, Pattern> wordings = new LinkedHashMap<>();
        wordings.put(ConclusionType.IS_CONSIDERED, Pattern.compile("is considered()"));
        wordings.put(ConclusionType.COUNTS, Pattern.compile("counts()"));
        wordings.put(ConclusionType.COUNTS_FOR, Pattern.compile("counts for (.+)"));
        wordings.put(
                ConclusionType.SHOWS_MINIMUM_CAPABILITY, Pattern.compile("shows the minimum capability of level (.+)"));
        wordings.put(ConclusionType.MEETS_COMPLEXITY, Pattern.compile("meets the complexity clause of (.+)"));
        wordings.put(ConclusionType.MEETS_SIZE, Pattern.compile("meets a size clause of (.+)"));
        wordings.put(ConclusionType.PLAYS_ROLE, Pattern.compile("is done in a role and phase of (.+)"));
        wordings.put(ConclusionType.SHOWS_ACCOMPLISHMENTS, Pattern.compile("shows the accomplishments of (.+)"));
        wordings.put(ConclusionType.IS_ELIGIBLE, Pattern.compile("is eligible at (.+)"));
        wordings.put(ConclusionType.IS_COUNTED, Pattern.compile("is counted at (.+)"));
        for (Criterion criterion : Criterion.values()) {
            wordings.put(
                    ConclusionType.valueOf("SATISFIES_" + criterion),
                    Pattern.compile("satisfies " + criterion + " of (.+)"));
        }
        wordings.put(ConclusionType.IS_MET, Pattern.compile("is met()"));
        wordings.put(ConclusionType.CERTIFIES_FIELD, Pattern.compile("certifies its field at level (.+)"));
        wordings.put(ConclusionType.CERTIFIES_CANDIDATE, Pattern.compile("certifies the candidate at level (.+)"));
        return wordings;
    }

    /** The conclusion; as the firing record has it where its wording is not known. */
    public String of(Firing firing) {
        if (firing.facts().isEmpty()) {
            return firing.conclusion();
        }
        FiringFact subject = firing.facts().get(0);
        String named = subject.entry().word() + " " + subject.id() + " ";
        if (!firing.conclusion().startsWith(named)) {
            return firing.conclusion();
        }
        String rest = firing.conclusion().substring(named.length());
        for (Map.Entry<ConclusionType, Pattern> wording : WORDINGS.entrySet()) {
            Matcher said = wording.getValue().matcher(rest);
            if (said.matches()) {
                return sentence(wording.getKey(), subject, said.group(1));
            }
        }
        return firing.conclusion();
    }

    private String sentence(ConclusionType type, FiringFact subject, String object) {
        String key = type.satisfies() ? "conclusion.SATISFIES" : "conclusion." + type;
        String criterion = type.criterion()
                .map(labels::criterion)
                .map(label -> label.text())
                .orElse("");
        return language.word(key, key)
                .replace("{entry}", labels.entry(subject.entry().word()))
                .replace("{criterion}", criterion)
                .replace(
                        "{object}",
                        type == ConclusionType.COUNTS_FOR ? labels.field(object).text() : object)
                .replace("{name}", names.of(subject.entry(), subject.id()));
    }
}
