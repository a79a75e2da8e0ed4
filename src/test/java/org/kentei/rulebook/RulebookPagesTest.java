package org.kentei.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RaisedMonths;
import org.kentei.RulesFolder;
import org.kentei.page.EnglishLeft;
import org.kentei.page.Language;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.ruleset.RulesetText;

class RulebookPagesTest {

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");

    private final RulesetText ruleset = read(RulesFolder.files());
    private final Rulebook book = Rulebook.of(ruleset, TODAY);
    private final SortedMap<String, String> pages = RulebookPages.write(book, RulebookLinks.SERVED);

    @Test
    void the_catalogue_and_the_rules_of_the_project_fit_each_other() {
        assertThat(book.findings()).isEmpty();
    }

    @Test
    void every_clause_of_the_project_says_where_it_comes_from() {
        assertThat(book.clauses()).allSatisfy(clause -> {
            assertThat(clause.source()).isNotNull();
            assertThat(clause.place()).isNotBlank();
        });
        assertThat(pages.get("OM7"))
                .contains(
                        "Skill Standards for IT Professionals (ITSS)</a>, V3 2008", "Operations Management, level 7. ");
    }

    @Test
    void a_clause_with_two_rules_has_a_line_of_time_and_shows_the_one_in_force_on_the_day() {
        RulesetText raised = read(RaisedMonths.rules().files());
        LocalDate day = LocalDate.of(2027, 4, 1);
        String before = RulebookPages.write(Rulebook.of(raised, day.minusDays(1)), RulebookLinks.SERVED, "OM4")
                .orElseThrow();
        String since = RulebookPages.write(Rulebook.of(raised, day), RulebookLinks.served(day), "OM4")
                .orElseThrow();

        assertThat(since).contains("<ol class=\"timeline\"", "value=\"2027-04-01\"");
        assertThat(since).contains("<span class=\"days\">before 2027-04-01</span>");
        assertThat(since).contains("<span class=\"days\">from 2027-04-01</span>");
        assertThat(folded(since)).containsExactly(RaisedMonths.EARLIER);
        assertThat(folded(before)).containsExactly(RaisedMonths.LATER);
        assertThat(since).contains("href=\"/rulebook/matrix?asOf=2027-04-01\"");
        assertThat(RulebookPages.write(Rulebook.of(raised, LocalDate.of(2008, 10, 30)), RulebookLinks.SERVED, "OM4"))
                .hasValueSatisfying(page -> assertThat(page).contains("<strong>not on 2008-10-30</strong>"));
    }

    /** The rules that are shown folded, since they are not in force. */
    private static List<String> folded(String page) {
        return Pattern.compile("other-day\"><summary><span class=\"summary-title\" lang=\"en\">([^<]*)<")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void every_clause_and_every_rule_has_its_anchor_and_its_text() {
        assertThat(book.rules())
                .extracting(Rulebook.RuleSection::name)
                .containsExactlyInAnyOrderElementsOf(
                        ruleset.rules().stream().map(RuleText::name).toList());
        for (Rulebook.ClauseSection clause : book.clauses()) {
            String page = pages.get(clause.address().page());
            assertThat(page).contains("id=\"" + clause.address().anchor() + "\"");
            assertThat(page).contains(escaped(clause.place()));
            for (Rulebook.RuleSection rule : clause.rules()) {
                assertThat(page).contains("id=\"" + rule.address().anchor() + "\"");
                assertThat(page).contains(escaped(rule.paraphrase())).contains(escaped(rule.source()));
            }
        }
    }

    @Test
    void the_clause_of_a_sheet_is_found_under_its_own_code() {
        assertThat(book.clause("OM7.SIZE.A")).contains(new Address("OM7", "OM7.SIZE.A"));
        assertThat(book.rule("OM7 size A: a project of the level's size"))
                .contains(new Address("OM7", "rule-om7-size-a-a-project-of-the-levels-size"));
        assertThat(book.clause("SHARED.COUNTED_PROJECT")).contains(new Address("shared", "SHARED.COUNTED_PROJECT"));
    }

    @Test
    void every_link_of_the_written_files_leads_somewhere(@TempDir Path folder) throws IOException {
        RulebookPages.write(book, folder);
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".html")).toList();
        }
        assertThat(files).hasSize(pages.size());
        TreeSet<String> dead = new TreeSet<>();
        for (Path file : files) {
            for (String link : all(HREF, Files.readString(file))) {
                if (link.equals("data:,") || link.startsWith("http")) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? file : folder.resolve(parts[0]);
                if (!Files.exists(target)
                        || parts.length == 2
                                && !all(ID, Files.readString(target)).contains(parts[1])) {
                    dead.add(file.getFileName() + " -> " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void no_page_gives_an_anchor_twice() {
        pages.forEach((page, html) -> assertThat(all(ID, html)).as(page).doesNotHaveDuplicates());
    }

    @Test
    void the_matrix_leads_from_clauses_to_rules_and_back() {
        String matrix = pages.get("matrix");
        String fromClause = matrix.substring(matrix.indexOf("<h2 id=\"clauses\""), matrix.indexOf("<h2 id=\"rules\""));
        String fromRule =
                matrix.substring(matrix.indexOf("<h2 id=\"rules\""), matrix.indexOf("<h2 id=\"not-formalised\""));
        for (Rulebook.RuleSection rule : book.rules()) {
            String clause = "<a href=\"" + RulebookLinks.SERVED.at(rule.clause().address()) + "\">";
            String toRule = "<a href=\"" + RulebookLinks.SERVED.at(rule.address()) + "\">";
            assertThat(rowOf(fromClause, clause)).contains(toRule);
            assertThat(rowOf(fromRule, toRule)).contains(clause);
        }
    }

    @Test
    void a_clause_without_a_rule_is_marked_in_the_list_and_in_the_matrix() {
        assertThat(pages.get("OM7")).contains("That the person leads, and how well.");
        assertThat(pages.get("matrix")).contains("That the person leads, and how well.");
        for (Rulebook.ClauseSection clause : book.clauses()) {
            if (clause.rules().isEmpty()) {
                assertThat(pages.get(clause.address().page())).contains(escaped(clause.noRule()));
                assertThat(pages.get("matrix")).contains(escaped(clause.noRule()));
            }
        }
    }

    @Test
    void numbers_have_units_and_alternatives_are_separate() {
        Rulebook.RuleSection sizeB = book.rules().stream()
                .filter(rule -> rule.clause().clause().equals("OM7.SIZE.B"))
                .findFirst()
                .orElseThrow();
        assertThat(sizeB.always()).containsExactly(new Requirement("criteria", "at least", "5 criteria", ""));
        assertThat(sizeB.ways())
                .containsExactly(
                        List.of(
                                new Requirement("headcount", "at least", "150 persons", ""),
                                new Requirement("headcount", "less than", "250 persons", "")),
                        List.of(
                                new Requirement("annualContractValue", "at least", "1,500,000,000 yen", "1.5 billion"),
                                new Requirement(
                                        "annualContractValue", "less than", "2,500,000,000 yen", "2.5 billion")));
    }

    @Test
    void the_vocabulary_is_shown_with_labels_in_both_languages() {
        assertThat(pages.get("vocabulary"))
                .contains("RESPONSIBLE_FOR_WHOLE", "対顧客全体責任者", "Operations Management", "運用管理");
    }

    @Test
    void the_rulebook_in_japanese_has_no_english_left_beside_names_of_rules_and_codes() {
        Rulebook japanese = Rulebook.of(ruleset, TODAY, Language.JA);

        assertThat(japanese.findings()).isEmpty();
        RulebookPages.write(japanese, RulebookLinks.SERVED)
                .forEach((page, html) ->
                        assertThat(EnglishLeft.on(html)).as(page).isEmpty());
        assertThat(RulebookPages.write(japanese, RulebookLinks.SERVED, "OM7").orElseThrow())
                .contains("15億", "150人", "運用管理、レベル7");
    }

    @Test
    void a_text_whose_english_changed_is_shown_in_english_and_its_translation_is_named() {
        String changed = "Every criterion that the sheet requires is satisfied.";
        Rulebook japanese = Rulebook.of(
                read(edited("shared/certified.drl", "Every criterion that the sheet requires is met.", changed)),
                TODAY,
                Language.JA);

        assertThat(RulebookPages.write(japanese, RulebookLinks.SERVED, "shared").orElseThrow())
                .contains(changed);
        assertThat(japanese.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("japanese.yaml");
            assertThat(finding.reason()).contains("`Every criterion that the sheet requires is met.`");
        });
    }

    @Test
    void every_page_names_the_revision() {
        assertThat(pages.values())
                .allSatisfy(page -> assertThat(page).contains(ruleset.files().revision()));
    }

    @Test
    void hostile_words_stay_words() {
        String hostile = "<script>alert('x')</script> & {book.revision}";
        RulesetFiles files =
                edited("operations-management/OM7.drl", "Has passed on expertise in enough different ways.", hostile);
        files = edited(files, "shared/clauses.yaml", "One area at the required depth is enough.", hostile);
        SortedMap<String, String> hostilePages =
                RulebookPages.write(Rulebook.of(read(files), TODAY), RulebookLinks.SERVED);
        assertThat(hostilePages.get("OM7"))
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; {book.revision}")
                .doesNotContain("<script>");
        assertThat(hostilePages.get("readings")).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void cases_beside_the_rules_are_shown() {
        assertThat(pages.get("SD3")).contains("id=\"cases\"", "just met");
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        files.remove("service-desk/SD3.cases.yaml");
        assertThat(RulebookPages.write(Rulebook.of(read(new RulesetFiles(files)), TODAY), RulebookLinks.SERVED)
                        .get("SD3"))
                .doesNotContain("id=\"cases\"");
    }

    private static String rowOf(String table, String link) {
        int at = table.indexOf("<th scope=\"row\">" + link);
        assertThat(at).as(link).isNotNegative();
        return table.substring(at, table.indexOf("</tr>", at));
    }

    private static List<String> all(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static RulesetFiles edited(String file, String from, String to) {
        return edited(RulesFolder.files(), file, from, to);
    }

    private static RulesetFiles edited(RulesetFiles files, String file, String from, String to) {
        assertThat(files.text(file)).contains(from);
        return with(files, file, files.text(file).replace(from, to));
    }

    private static RulesetFiles with(RulesetFiles files, String file, String text) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files.byName());
        changed.put(file, text.getBytes(StandardCharsets.UTF_8));
        return new RulesetFiles(changed);
    }

    private static RulesetText read(RulesetFiles files) {
        try {
            return RulesetCompiler.read(files);
        } catch (InvalidRulesetException invalid) {
            throw new AssertionError(invalid);
        }
    }
}
