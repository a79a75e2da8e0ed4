package org.kentei.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.kentei.WorkedCase;

@QuarkusTest
@TestProfile(OnPostgreSql.Profile.class)
class AssessmentsOnPostgreSqlTest extends AssessmentsContract {

    /** The store has no part in the verdict, and {@link AssessmentsOnH2Test} posts every case. */
    @Override
    List<WorkedCase> postedCases() {
        return everyNth(10);
    }
}
