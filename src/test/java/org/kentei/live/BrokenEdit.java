package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kentei.RulesFolder;

/**
 * An edit of the rules that must not go live.
 *
 * @param name what the author did
 * @param place the file and line of a mistake that is told, as far as they are known
 * @param reason a part of what is told
 */
record BrokenEdit(String name, EditedFile edit, String place, String reason) {

    /** Changes a rules folder. */
    interface EditedFile {
        void on(Path folder) throws IOException;
    }

    private static final Set<String> TRIED_LIVE =
            Set.of("a closing bracket is missing", "a number changed and its cases left as they were");
    private static final String OM7 = "operations-management/OM7.drl";

    /** One of each way in which an edit is refused; these are tried on a running service. */
    static List<BrokenEdit> triedLive() {
        List<BrokenEdit> tried = Stream.concat(
                        ofFiles().stream().filter(broken -> TRIED_LIVE.contains(broken.name())), ofTheFolder().stream())
                .toList();
        assertThat(tried).hasSize(TRIED_LIVE.size() + ofTheFolder().size());
        return tried;
    }

    /** Edits that leave a folder which can be read as rules, each on a sound folder. */
    static List<BrokenEdit> ofFiles() {
        return List.of(
                new BrokenEdit(
                        "a closing bracket is missing",
                        replace(OM7, "headcount >= 250 || annualContractValue >= 2.5e9 )", "headcount >= 250"),
                        OM7 + ":",
                        "`then`"),
                new BrokenEdit(
                        "a code the vocabulary does not have",
                        replace(OM7, "contains \"PLANNING\",", "contains \"PLANING\","),
                        OM7 + ":40",
                        "no code `PLANING`"),
                new BrokenEdit(
                        "a property the fact does not have",
                        replace(OM7, "headcount >= 250 ||", "headCount >= 250 ||"),
                        OM7 + ":",
                        "Did you mean `headcount`?"),
                new BrokenEdit(
                        "a fact that there is not",
                        replace(OM7, "Succession( sheet", "Successions( sheet"),
                        OM7 + ":",
                        "There is no fact `Successions`"),
                new BrokenEdit(
                        "missing metadata", replace(OM7, "@clause( OM7.SUCCESSION )", ""), OM7 + ":", "has no clause"),
                new BrokenEdit(
                        "a number in quotes",
                        replace(OM7, "months >= 36", "months >= \"36\""),
                        OM7 + ":",
                        "needs a whole number"),
                new BrokenEdit(
                        "a rule's name used twice",
                        replace(
                                OM7,
                                "\"OM7 size B: a smaller project of more complexity\"",
                                "\"OM7 size A: a project of the level's size\""),
                        OM7 + ":",
                        "is already used by the rule in"),
                new BrokenEdit(
                        "an endless loop in a consequence",
                        replace(
                                OM7,
                                "$succession.satisfiesSuccession();",
                                "while ( true ) { $succession.satisfiesSuccession(); }"),
                        OM7 + ":",
                        "write one consequence"),
                new BrokenEdit(
                        "a consequence that stops the service",
                        replace(OM7, "$succession.satisfiesSuccession();", "System.exit( 0 );"),
                        OM7 + ":",
                        "write one consequence"),
                new BrokenEdit(
                        "a join explosion",
                        replace(
                                OM7,
                                "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                                "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )\n"
                                        + "    ConsideredProject()\n    ConsideredProject()\n    ConsideredProject()\n"
                                        + "    ConsideredProject()\n    ConsideredProject()"),
                        OM7 + ":",
                        "matches more than one fact"),
                new BrokenEdit(
                        "a rule that fires before the others",
                        replace(OM7, "when\n    $succession", "salience 10\nwhen\n    $succession"),
                        OM7 + ":",
                        ""),
                new BrokenEdit(
                        "Java beside the rules",
                        replace(
                                OM7,
                                "import org.kentei.fact.*",
                                "import org.kentei.fact.*\nfunction int spin() { while ( true ) { } }"),
                        OM7 + ":",
                        "Functions are not allowed"),
                new BrokenEdit(
                        "a number changed and its cases left as they were",
                        folder -> {
                            String cases = "operations-management/OM7.cases.yaml";
                            Files.writeString(
                                    folder.resolve(cases), RulesFolder.files().text(cases));
                            Path sheet = folder.resolve(OM7);
                            Files.writeString(sheet, Files.readString(sheet).replace("250", "300"));
                        },
                        "operations-management/OM7.cases.yaml:",
                        "and the rules say"),
                new BrokenEdit(
                        "a dropped sheet",
                        folder -> Files.delete(folder.resolve("service-desk/SD3.drl")),
                        "SD3.drl",
                        "The sheet SD3 requires"),
                new BrokenEdit(
                        "a half-written file",
                        folder -> {
                            Path file = folder.resolve("service-desk/SD4.drl");
                            byte[] whole = Files.readAllBytes(file);
                            Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
                        },
                        "service-desk/SD4.drl:43",
                        "The rule has no `end`"),
                new BrokenEdit(
                        "an emptied file",
                        folder -> Files.write(folder.resolve("operations/OP3.drl"), new byte[0]),
                        "operations/OP3.drl:1",
                        "The file must start with"),
                new BrokenEdit(
                        "a vocabulary that is no YAML",
                        replace("vocabulary.yaml", "categories:", "categories"),
                        "vocabulary.yaml",
                        ""),
                new BrokenEdit(
                        "a list that is none",
                        replace("operations/field.yaml", "areas:", "areas: none\nplaces:"),
                        "operations/field.yaml:",
                        "a list with at least one entry"),
                new BrokenEdit(
                        "a field without its file",
                        folder -> Files.delete(folder.resolve("operations/field.yaml")),
                        "operations/OP3.drl:",
                        "no code `OP3`"),
                new BrokenEdit(
                        "brackets nested without end",
                        replace(
                                OM7,
                                "( sheet == \"OM7\", records >= 1 )",
                                "( sheet == \"OM7\", " + "(".repeat(20_000) + "records >= 1" + ")".repeat(20_000)
                                        + " )"),
                        OM7,
                        "characters; at most"));
    }

    /** Edits after which the folder cannot be read as rules, so that the checks do not begin. */
    static List<BrokenEdit> ofTheFolder() {
        return List.of(
                new BrokenEdit(
                        "a file that floods the folder",
                        folder -> Files.write(
                                folder.resolve(OM7),
                                "// flood\n".repeat(2 << 20).getBytes(StandardCharsets.UTF_8)),
                        "rules",
                        "has more than"),
                new BrokenEdit(
                        "a deleted folder",
                        folder -> Files.move(folder, folder.resolveSibling("rules-deleted-" + System.nanoTime())),
                        "rules",
                        "cannot be read"));
    }

    /** What is told names a mistake by its place and reason, and nothing of how Kentei is made. */
    void assertToldIn(List<String> lines) {
        assertThat(lines).as(name).anyMatch(line -> line.contains(place) && line.contains(reason));
        assertThat(lines).as(name).noneMatch(line -> line.contains("org.drools") || line.contains("java."));
    }

    private static EditedFile replace(String file, String text, String by) {
        return folder -> {
            String before = Files.readString(folder.resolve(file));
            if (!before.contains(text)) {
                throw new IllegalStateException(file + " does not hold " + text);
            }
            Files.writeString(folder.resolve(file), before.replace(text, by));
        };
    }
}
