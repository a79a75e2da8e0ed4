package org.kentei.ruleset;

import java.util.List;
import java.util.stream.Collectors;
import org.kentei.source.Mistake;

/** Thrown for files that are not a valid ruleset; it lists every mistake found, by file and line. */
public class InvalidRulesetException extends Exception {

    private final transient List<Mistake> mistakes;

    public InvalidRulesetException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
