package org.kentei.rulebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kentei.page.Language;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Validity;

/** The names of fields, codes and days in the language of a rulebook. */
public final class RulebookNames {

    private final Language language;

    RulebookNames(Language language) {
        this.language = language;
    }

    /** The name of a specialty field. */
    public String field(SpecialtyField field) {
        return language == Language.EN ? field.en() : field.ja();
    }

    /** The name of a specialty field in the other language. */
    public String otherField(SpecialtyField field) {
        return language == Language.EN ? field.ja() : field.en();
    }

    /** The name of a code. */
    public String term(Term term) {
        return language == Language.EN ? term.en() : term.ja();
    }

    /** The days on which something is in force, in words. */
    public String days(Validity validity) {
        LocalDate from = validity.from();
        LocalDate until = validity.until();
        String key = from == null ? until == null ? "always" : "before" : until == null ? "from" : "fromBefore";
        return language.word("days." + key, "").replace("{from}", day(from)).replace("{until}", day(until));
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
