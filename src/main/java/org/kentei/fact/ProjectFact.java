package org.kentei.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;

/** A considered project as one sheet of its field sees it. */
public sealed interface ProjectFact extends SheetFact permits ConsideredProject, EligibleProject, RatedProject {

    Project claim();

    /** How many criteria of the sheet's own complexity list the project meets ({@code OWN_LIST}). */
    @Unit("criteria")
    int criteria();

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

    /** Persons at peak; null where not stated. */
    @Unit("persons")
    default @Nullable Long headcount() {
        return claim().headcount();
    }

    /** Yen a year; null where not stated. */
    @Unit("yen")
    default @Nullable Long annualContractValue() {
        return claim().annualContractValue();
    }

    /** Users accommodated a year; null where not stated. */
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
