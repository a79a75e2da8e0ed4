package org.kentei.http;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.kentei.WorkedCase;

@QuarkusTest
@QuarkusTestResource(value = OnPostgreSql.class, restrictToAnnotatedClass = true)
class ServiceOnPostgreSqlTest extends ServiceContract {

    /** The store has no part in the verdict, and {@link ServiceOnH2Test} posts every case. */
    @Override
    List<WorkedCase> postedCases() {
        List<WorkedCase> all = WorkedCase.all();
        return IntStream.range(0, all.size())
                .filter(number -> number % 10 == 0)
                .mapToObj(all::get)
                .toList();
    }
}
