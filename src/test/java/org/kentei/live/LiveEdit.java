package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.kentei.RulesFolder;
import org.kentei.ruleset.BrokenEdit;

/**
 * An edit of a rules folder that must not become active.
 *
 * @param name what the author did
 * @param place the file of a mistake that is reported, with its line if that is known
 * @param reason a part of the message
 */
record LiveEdit(String name, EditedFolder edit, String place, String reason) {

    private static final String OM7 = "operations-management/OM7.drl";

    /** Edits of the common table that are also tried on a folder; one for each kind of check. */
    private static final List<String> OF_TABLE = List.of(
            "a bracket left open",
            "a salience",
            "a function",
            "an endless loop",
            "an exit",
            "a second fact",
            "an unknown code",
            "an unknown property",
            "an unknown fact",
            "a number in quotes",
            "no clause",
            "a name given twice",
            "YAML that is not valid",
            "a list that is a word",
            "a thousand brackets",
            "a right-to-left override",
            "an anchor",
            "a copy of a sheet");

    /** Changes a rules folder. */
    interface EditedFolder {
        void on(Path folder) throws IOException;
    }

    /** One of each way in which an edit is refused, for a running service. */
    static List<LiveEdit> triedLive() {
        return Stream.concat(
                        Stream.of(ofTable("a bracket left open"), outdatedCases(), droppedSheet()),
                        ofTheFolder().stream())
                .toList();
    }

    /** Edits of a folder that can still be read, each on a valid folder. */
    static List<LiveEdit> ofFiles() {
        return Stream.concat(
                        OF_TABLE.stream().map(LiveEdit::ofTable),
                        Stream.of(
                                outdatedCases(),
                                droppedSheet(),
                                new LiveEdit(
                                        "a half-written file",
                                        folder -> {
                                            Path file = folder.resolve("service-desk/SD4.drl");
                                            byte[] whole = Files.readAllBytes(file);
                                            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
                                        },
                                        "service-desk/SD4.drl:43",
                                        "The rule has no `end`"),
                                new LiveEdit(
                                        "an emptied file",
                                        folder -> Files.write(folder.resolve("operations/OP3.drl"), new byte[0]),
                                        "operations/OP3.drl:1",
                                        "The file must start with"),
                                new LiveEdit(
                                        "a field without its file",
                                        folder -> Files.delete(folder.resolve("operations/field.yaml")),
                                        "operations/OP3.drl:",
                                        "no code `OP3`")))
                .toList();
    }

    /** Edits after which the folder cannot be read as rules, so that the checks do not start. */
    static List<LiveEdit> ofTheFolder() {
        return List.of(
                new LiveEdit(
                        "a file that is too large",
                        folder -> Files.write(
                                folder.resolve(OM7),
                                "// flood\n".repeat(2 << 20).getBytes(StandardCharsets.UTF_8)),
                        "rules",
                        "has more than"),
                new LiveEdit(
                        "a deleted folder",
                        folder -> Files.move(folder, folder.resolveSibling("rules-deleted-" + System.nanoTime())),
                        "rules",
                        "cannot be read"));
    }

    private static LiveEdit ofTable(String name) {
        BrokenEdit edit = BrokenEdit.named(name);
        return new LiveEdit(
                name,
                folder -> Files.write(
                        folder.resolve(edit.file()), edit.files().byName().get(edit.file())),
                edit.file() + ":",
                edit.message());
    }

    private static LiveEdit outdatedCases() {
        return new LiveEdit(
                "a changed number whose cases stay the same",
                folder -> {
                    String cases = "operations-management/OM7.cases.yaml";
                    Files.writeString(folder.resolve(cases), RulesFolder.files().text(cases));
                    Path sheet = folder.resolve(OM7);
                    Files.writeString(sheet, Files.readString(sheet).replace("250", "300"));
                },
                "operations-management/OM7.cases.yaml:",
                "and the rules say");
    }

    private static LiveEdit droppedSheet() {
        return new LiveEdit(
                "a dropped sheet",
                folder -> Files.delete(folder.resolve("service-desk/SD3.drl")),
                "SD3.drl",
                "The sheet SD3 has no rules");
    }

    /** A message names the mistake by its place and reason, and no class of Kentei or its engine. */
    void assertReportedIn(List<String> lines) {
        assertThat(lines).as(name).anyMatch(line -> line.contains(place) && line.contains(reason));
        assertThat(lines).as(name).noneMatch(line -> line.contains("org.drools") || line.contains("java."));
    }
}
