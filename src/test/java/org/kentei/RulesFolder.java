package org.kentei;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.Vocabulary;
import org.kentei.vocabulary.VocabularyReader;

/** The project's own rules folder, as tests read it. */
public final class RulesFolder {

    private static final class Compiled {
        private static final Ruleset RULESET = compile(files());
    }

    private RulesFolder() {}

    /** The files of the folder. */
    public static RulesetFiles files() {
        try {
            return RulesetFiles.read(Path.of("rules"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Vocabulary vocabulary() {
        try {
            return VocabularyReader.read(files().byName());
        } catch (VocabularyReader.InvalidVocabularyException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    /** The folder compiled, once for all tests of a run. */
    public static Ruleset ruleset() {
        return Compiled.RULESET;
    }

    /** Compiles files that are known to be sound. */
    public static Ruleset compile(RulesetFiles files) {
        try {
            return RulesetCompiler.compile(files);
        } catch (InvalidRulesetException invalid) {
            throw new IllegalStateException(invalid);
        }
    }
}
