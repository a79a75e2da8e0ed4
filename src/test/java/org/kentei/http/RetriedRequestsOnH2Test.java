package org.kentei.http;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class RetriedRequestsOnH2Test extends RetriedRequestsContract {}
