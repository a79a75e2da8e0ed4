package org.kentei.http.page;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.kentei.http.problem.Problem;
import org.kentei.page.FaultSentence;
import org.kentei.page.Language;
import org.kentei.page.PageFrame;

/** A problem as a page says it: in the reader's language, with times as on every page. */
final class ProblemWords {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final Language language;

    ProblemWords(Language language) {
        this.language = language;
    }

    String title(Problem problem) {
        String type = problem.type();
        return language.word("problem." + type.substring(type.lastIndexOf(':') + 1), problem.title());
    }

    String detail(Problem problem) {
        return detail(Objects.requireNonNullElse(problem.detail(), ""));
    }

    String detail(String detail) {
        PageFrame.TimeFormat times = new PageFrame.TimeFormat();
        return new FaultSentence(language)
                .of(MOMENT.matcher(detail).replaceAll(moment -> times.of(Instant.parse(moment.group()))));
    }
}
