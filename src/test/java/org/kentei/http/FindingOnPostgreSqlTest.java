package org.kentei.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnPostgreSql.Profile.class)
class FindingOnPostgreSqlTest extends FindingContract {}
