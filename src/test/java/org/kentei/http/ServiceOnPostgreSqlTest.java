package org.kentei.http;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = OnPostgreSql.class, restrictToAnnotatedClass = true)
class ServiceOnPostgreSqlTest extends ServiceContract {}
