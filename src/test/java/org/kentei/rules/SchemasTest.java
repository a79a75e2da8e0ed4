package org.kentei.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.ruleset.RulesetFiles;

/** The JSON Schemas by which editors complete and check the YAML files. */
class SchemasTest {

    @Test
    void every_yaml_file_of_the_rules_keeps_to_its_schema() {
        RulesetFiles files = RulesFolder.files();

        assertThat(files.byName().keySet())
                .filteredOn(file -> file.endsWith(".yaml"))
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(errors(files, file)).as(file).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vocabulary.yaml | 'code: LEADER, en:' | 'code: leader, en:'",
                "vocabulary.yaml | 'phases:' | 'phaces:'",
                "service-desk/field.yaml | 'level: 4' | 'level: 8'",
                "service-desk/field.yaml | 'position:' | 'postion:'",
                "service-desk/clauses.yaml | 'noRule:' | 'noRules:'",
                "service-desk/clauses.yaml | 'because:' | 'why:'",
                "service-desk/SD3.cases.yaml | 'level: 3' | 'level: three'",
                "service-desk/SD3.cases.yaml | 'notMet:' | 'unmet:'",
                "service-desk/SD3.cases.yaml | 'role: MEMBER' | 'roles: MEMBER'"
            })
    void a_mistake_in_a_yaml_file_is_found_by_its_schema(String file, String text, String instead) {
        RulesetFiles files = new EditedRules().with(file, text, instead).files();

        assertThat(errors(files, file)).isNotEmpty();
    }

    private static List<Error> errors(RulesetFiles files, String file) {
        String name = file.endsWith(".cases.yaml")
                ? "cases"
                : file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
        return schema(name).validate(files.text(file), InputFormat.YAML);
    }

    private static Schema schema(String name) {
        try {
            return SchemaRegistry.withDialect(Dialects.getDraft7())
                    .getSchema(Files.readString(Path.of("rules", "schemas", name + ".schema.json")), InputFormat.JSON);
        } catch (IOException unreadable) {
            throw new IllegalStateException("The schema " + name + " cannot be read", unreadable);
        }
    }
}
