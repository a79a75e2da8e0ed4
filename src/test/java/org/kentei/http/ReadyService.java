package org.kentei.http;

import io.restassured.RestAssured;

/** Waits for the service of a test. */
public final class ReadyService {

    private static final int ATTEMPTS = 600;
    private static final int PAUSE_MILLIS = 100;

    private ReadyService() {}

    /** Returns once the service says that it is ready. */
    public static void await() throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (RestAssured.get("/q/health/ready").statusCode() == 200) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("The service did not become ready");
    }
}
