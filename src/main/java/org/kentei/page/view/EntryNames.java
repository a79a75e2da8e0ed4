package org.kentei.page.view;

import java.util.HashMap;
import java.util.Map;
import org.kentei.candidate.Project;
import org.kentei.fact.EntryType;
import org.kentei.page.Labels;
import org.kentei.vocabulary.CodeList;

/** Names the entries of a candidate by what people call them, instead of by the ids of firing records. */
public final class EntryNames {

    private static final int SPECIALTY_PARTS = 3;
    private static final int CONTRIBUTION_PARTS = 4;
    private static final int DEVELOPMENT_PARTS = 4;

    private final Labels labels;
    private final Map<String, String> titles = new HashMap<>();

    /**
     * Names of the entries of a candidate.
     *
     * @param claims where the titles of projects are found
     */
    public EntryNames(Labels labels, StatedClaims claims) {
        this.labels = labels;
        for (Project project : claims.projects()) {
            if (project.title() != null && !project.title().isBlank()) {
                titles.put(project.projectId(), project.title());
            }
        }
    }

    /** The name of an entry; its id if it has no other name. */
    public String of(EntryType entry, String id) {
        return switch (entry) {
            case PROJECT -> titles.containsKey(id) ? titles.get(id) + " (" + id + ")" : id;
            case SPECIALTY -> specialty(id);
            case CONTRIBUTION -> contribution(id);
            case SUBORDINATE_DEVELOPMENT -> development(id);
            case EXAMINATION -> examination(id);
            case SPECIALTY_FIELD -> labels.field(id).text();
            case EXPERIENCE, SPECIALTIES, SUCCESSION, SUBORDINATES, SHEET -> id;
        };
    }

    private String specialty(String id) {
        String[] parts = id.split("/", SPECIALTY_PARTS);
        return parts.length < SPECIALTY_PARTS
                ? id
                : labels.of(CodeList.AREAS, parts[1]).text() + " – "
                        + labels.of(CodeList.DEPTHS, parts[2]).text();
    }

    private String contribution(String id) {
        String[] parts = id.split("/", CONTRIBUTION_PARTS);
        if (parts.length < CONTRIBUTION_PARTS - 1) {
            return id;
        }
        String title = parts.length == CONTRIBUTION_PARTS ? ": " + parts[CONTRIBUTION_PARTS - 1] : "";
        return labels.of(CodeList.CONTRIBUTION_KINDS, parts[0]).text() + title + " (" + parts[2] + ")";
    }

    /** The days and the number of persons tell themselves apart: only days have hyphens. */
    private String development(String id) {
        String[] parts = id.split("/", DEVELOPMENT_PARTS);
        if (parts.length < 2) {
            return id;
        }
        StringBuilder name = new StringBuilder(
                labels.of(CodeList.DEVELOPMENT_METHODS, parts[0]).text());
        boolean ended = parts.length > 2 && parts[2].contains("-");
        name.append(" (")
                .append(parts[1])
                .append(" – ")
                .append(ended ? parts[2] : "")
                .append(')');
        return name.toString();
    }

    private String examination(String id) {
        String[] parts = id.split("/", 2);
        return labels.of(CodeList.EXAMINATIONS, parts[0]).text() + (parts.length == 2 ? " (" + parts[1] + ")" : "");
    }
}
