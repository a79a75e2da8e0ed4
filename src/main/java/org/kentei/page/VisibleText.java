package org.kentei.page;

import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Escapes values for HTML, and writes invisible characters as {@code [U+200B]}. Otherwise a certificate of one candidate could
 * look like that of another one whose id differs only in what nobody sees.
 */
final class VisibleText extends HtmlEscaper {

    /** Also those that change the order in which others are shown. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Co}\\p{Zl}\\p{Zp}\\u2800\\u3164\\u115F\\u1160&&[^\\t\\r\\n]]");

    VisibleText(List<String> contentTypes) {
        super(contentTypes);
    }

    @Override
    public String map(Object result, Expression expression) {
        return INVISIBLE
                .matcher(super.map(result, expression))
                .replaceAll(found -> "[U+%04X]".formatted(found.group().codePointAt(0)));
    }
}
