package org.kentei.http;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.jsoup.Jsoup;

/** What a browser has after it got a page with a form: the cookies, and the token that the form carries. */
record PageForm(Map<String, String> cookies, String token) {

    /** Gets the page where people sign in, which has a form and is open to everybody. */
    static PageForm get() {
        return of(given().accept("text/html").get("/sign-in"));
    }

    static PageForm of(Response page) {
        return new PageForm(
                page.cookies(),
                Jsoup.parse(page.asString())
                        .select("input[name=formToken]")
                        .first()
                        .val());
    }

    /** A request that sends a form of this page. */
    RequestSpecification filled() {
        return given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .redirects()
                .follow(false)
                .cookies(cookies)
                .formParam("formToken", token);
    }
}
