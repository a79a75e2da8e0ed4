package org.kentei.rulebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kentei.page.Language;
import org.kentei.page.PageTemplates;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Term;

/** Writes the pages of a rulebook. */
public final class RulebookPages {

    /** A list of codes for the page of the vocabulary. */
    public record CodeTable(String name, boolean ordinal, List<Term> terms) {}

    private static final List<String> COMMON =
            List.of(Rulebook.INDEX, Rulebook.SHARED, Rulebook.MATRIX, Rulebook.READINGS, Rulebook.VOCABULARY);

    private RulebookPages() {}

    /** All pages by their names, as HTML. */
    public static SortedMap<String, String> write(Rulebook book, RulebookLinks links) {
        SortedMap<String, String> pages = new TreeMap<>();
        COMMON.forEach(page -> pages.put(page, common(book, links, page)));
        book.sheets().forEach(sheet -> pages.put(sheet.sheet().sheet(), sheet(book, links, sheet)));
        return pages;
    }

    /** One page as HTML; none if the rulebook has no such page. */
    public static Optional<String> write(Rulebook book, RulebookLinks links, String page) {
        if (COMMON.contains(page)) {
            return Optional.of(common(book, links, page));
        }
        return book.sheets().stream()
                .filter(sheet -> sheet.sheet().sheet().equals(page))
                .findFirst()
                .map(sheet -> sheet(book, links, sheet));
    }

    private static String common(Rulebook book, RulebookLinks links, String page) {
        return PageTemplates.render("rulebook/" + page, data(book, links, page));
    }

    private static String sheet(Rulebook book, RulebookLinks links, Rulebook.SheetPage sheet) {
        Map<String, Object> data = data(book, links, sheet.sheet().sheet());
        data.put("sheet", sheet);
        return PageTemplates.render("rulebook/sheet", data);
    }

    /** Writes all pages and their stylesheet into a folder, and creates the folder if it does not exist. */
    public static int write(Rulebook book, Path folder) throws IOException {
        Files.createDirectories(folder);
        SortedMap<String, String> pages = write(book, RulebookLinks.FILES);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
        }
        Files.write(folder.resolve(PageTemplates.STYLESHEET), PageTemplates.stylesheet());
        return pages.size();
    }

    private static Map<String, Object> data(Rulebook book, RulebookLinks links, String page) {
        Map<String, Object> data = new HashMap<>();
        data.put("book", book);
        data.put("links", links);
        data.put("page", page);
        data.put("stylesheet", links.stylesheet());
        data.put("home", links.home());
        Language language = book.language();
        data.put("w", language.words());
        data.put("lang", language.code());
        data.put("other", language.other().code());
        data.put("names", new RulebookNames(language));
        data.put(
                "lists",
                Arrays.stream(CodeList.values())
                        .filter(CodeList::inVocabularyFile)
                        .map(list -> new CodeTable(
                                list.listName(),
                                list.isOrdinal(),
                                book.vocabulary().terms(list)))
                        .toList());
        return data;
    }
}
