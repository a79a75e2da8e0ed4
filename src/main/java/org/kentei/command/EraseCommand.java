package org.kentei.command;

import java.util.concurrent.Callable;
import org.kentei.log.Client;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.erasure.Erasure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases a candidate. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description =
                "Erases a candidate for good: the key that decrypts its documents, and everything by which it could be found.")
final class EraseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CANDIDATE", description = "The candidate's id as the HR system has it.")
    private String candidateId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenRecord record = Settings.record()) {
            Erasure.ErasedCandidate erased = record.erasure().candidate(candidateId, new Client("command line", null));
            spec.commandLine().getOut().printf("%d assessments erased.%n", erased.assessments());
            if (erased.jobLines() > 0) {
                spec.commandLine().getOut().printf("%d lines of jobs erased.%n", erased.jobLines());
            }
            spec.commandLine().getOut().flush();
            return erased.wasUnknown() ? 1 : 0;
        }
    }
}
