package org.kentei.spreadsheet;

import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Vocabulary;

/**
 * A column of a table.
 *
 * @param name the name in the header, which is the property's name in the candidate's JSON
 * @param codes the list that its codes are of; null for a column without codes
 */
record Column(
        String name,
        ValueType type,
        boolean required,
        @Nullable CodeList codes) {

    /** How a cell becomes a JSON value. */
    enum ValueType {
        ID("an id"),
        TEXT("text"),
        DATE("a date such as 2026-03-31"),
        NUMBER("a whole number in digits only"),
        FLAG("true or false"),
        CODE("one of"),
        CODES("any of, separated by `;`");

        private final String words;

        ValueType(String words) {
            this.words = words;
        }
    }

    static Column required(String name, ValueType type) {
        return new Column(name, type, true, null);
    }

    static Column optional(String name, ValueType type) {
        return new Column(name, type, false, null);
    }

    static Column code(String name, CodeList codes) {
        return new Column(name, ValueType.CODE, true, codes);
    }

    static Column codes(String name, CodeList codes) {
        return new Column(name, ValueType.CODES, false, codes);
    }

    /** What a cell of it holds, for a person. */
    String explanation(Vocabulary vocabulary) {
        String words = codes == null ? type.words : type.words + " " + String.join(" ", vocabulary.codes(codes));
        return (required ? "required: " : "optional: ") + words;
    }
}
