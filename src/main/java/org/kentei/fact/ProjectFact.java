package org.kentei.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;

/** A considered project at one sheet of its field. */
public sealed interface ProjectFact extends SheetFact permits ConsideredProject, EligibleProject, RatedProject {

    Project claim();

    /** The number of criteria of the sheet's own complexity list that the project meets ({@code OWN_LIST}). */
    @Unit("criteria")
    int criteria();

    /** The number of these criteria that the project meets; each must be on the sheet's own complexity list. */
    @Unit("criteria")
    default int criteriaAmong(@CodeOf(CodeList.COMPLEXITY) String... codes) {
        int criteria = 0;
        for (String code : codes) {
            criteria += at().complexity().contains(code) && claim().complexity().contains(code) ? 1 : 0;
        }
        return criteria;
    }

    /** The number of these accomplishments that the project shows. */
    @Unit("accomplishments")
    default int accomplishmentsAmong(@CodeOf(CodeList.ACCOMPLISHMENTS) String... codes) {
        int shown = 0;
        for (String code : codes) {
            shown += claim().accomplishments().contains(code) ? 1 : 0;
        }
        return shown;
    }

    @CodeOf(CodeList.ROLES)
    OrdinalLevel role();

    @CodeOf(CodeList.PHASES)
    default List<String> phases() {
        return claim().phases();
    }

    @CodeOf(CodeList.ACCOMPLISHMENTS)
    default List<String> accomplishments() {
        return claim().accomplishments();
    }

    @CodeOf(CodeList.COMPLEXITY)
    default List<String> complexity() {
        return claim().complexity();
    }

    /** Persons at the peak; null if not stated. */
    @Unit("persons")
    default @Nullable Long headcount() {
        return claim().headcount();
    }

    /** Yen per year; null if not stated. */
    @Unit("yen")
    default @Nullable Long annualContractValue() {
        return claim().annualContractValue();
    }

    /** Users accommodated per year; null if not stated. */
    @Unit("users")
    default @Nullable Long annualUsers() {
        return claim().annualUsers();
    }

    @Override
    default String id() {
        return claim().projectId();
    }

    @Override
    default EntryType entry() {
        return EntryType.PROJECT;
    }
}
