package org.kentei.candidate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contribution to expertise succession, such as a book or a talk.
 *
 * @param specialtyField the field it is tagged with, or the category as a whole
 */
public record Contribution(String kind, String specialtyField, LocalDate date, @Nullable String title) {

    /** Names the entry by what it says, since entries have no id of their own. */
    public String id() {
        return kind + "/" + specialtyField + "/" + date + (title == null ? "" : "/" + title);
    }
}
