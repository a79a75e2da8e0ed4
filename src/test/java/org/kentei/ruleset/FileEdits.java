package org.kentei.ruleset;

import java.util.List;
import org.kentei.RulesFolder;

/** Files that do not belong to a ruleset. */
public final class FileEdits {

    private static final String SD4 = "service-desk/SD4.drl";

    private FileEdits() {}

    public static List<BrokenEdit> all() {
        String rule = RulesFolder.files().text(SD4);
        return List.of(
                BrokenEdit.added(
                        "a YAML file of somebody else",
                        "docker-compose.yaml",
                        "services: {}\n",
                        "A ruleset has no file of this name."),
                BrokenEdit.added(
                        "a YAML file of somebody else in a field",
                        "operations/notes.yaml",
                        "a: b\n",
                        "no file of this name"),
                BrokenEdit.added(
                        "a YAML file of a package", "node_modules/x/config.yaml", "a: b\n", "no file of this name"),
                BrokenEdit.added("a second vocabulary", "operations/vocabulary.yaml", "a: b\n", "no file of this name"),
                BrokenEdit.added("a copy of a sheet", "service-desk/SD4 (copy).drl", rule, "no file of this name"),
                BrokenEdit.added("a sheet kept by an editor", "service-desk/SD4.drl.drl", rule, "no file of this name"),
                BrokenEdit.added("a sheet in small letters", "service-desk/sd4.drl", rule, "no file of this name"),
                BrokenEdit.added("a sheet beside the fields", "SD4.drl", rule, "no file of this name"),
                BrokenEdit.added(
                        "a sheet in a folder too deep", "service-desk/old/SD4.drl", rule, "no file of this name"),
                BrokenEdit.added("a folder in capitals", "Service/SD4.drl", rule, "no file of this name"),
                BrokenEdit.added("a name that leads out", "../SD4.drl", rule, "no file of this name"),
                BrokenEdit.added(
                        "a field among the shared rules", "shared/field.yaml", "field: X\n", "no file of this name"),
                BrokenEdit.added(
                        "cases among the shared rules", "shared/X.cases.yaml", "base: {}\n", "no file of this name"));
    }
}
