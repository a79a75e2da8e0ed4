package org.kentei.rulebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private RulebookPages() {}

    /** All pages by their names, as HTML. */
    public static SortedMap<String, String> write(Rulebook book, RulebookLinks links) {
        SortedMap<String, String> pages = new TreeMap<>();
        for (String page :
                List.of(Rulebook.INDEX, Rulebook.SHARED, Rulebook.MATRIX, Rulebook.READINGS, Rulebook.VOCABULARY)) {
            pages.put(page, PageTemplates.render("rulebook/" + page, data(book, links, page)));
        }
        for (Rulebook.SheetPage sheet : book.sheets()) {
            String page = sheet.sheet().sheet();
            Map<String, Object> data = data(book, links, page);
            data.put("sheet", sheet);
            pages.put(page, PageTemplates.render("rulebook/sheet", data));
        }
        return pages;
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
        data.put("w", Language.EN.words());
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
