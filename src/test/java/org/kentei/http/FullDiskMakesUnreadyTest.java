package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.log.RecordLog;

/** A service that cannot store anything says so, until something is stored again. */
@QuarkusTest
@TestProfile(ServiceUnderPressure.SmallLimits.class)
class FullDiskMakesUnreadyTest extends ServiceUnderPressure {

    @Inject
    RecordLog log;

    @Test
    void a_service_whose_database_refuses_to_store_is_not_ready_until_something_is_stored_again() {
        assertThatThrownBy(() -> log.append(transaction -> {
                    throw new StoreUnavailableException("The disk is full.", null);
                }))
                .isInstanceOf(StoreUnavailableException.class);
        Response unready = given().get("/q/health/ready");
        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(unready.<String>path("checks.find { it.name == 'store' }.status"))
                .isEqualTo("DOWN");
        assertThat(post(example("once more")).statusCode()).isEqualTo(201);
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    }
}
