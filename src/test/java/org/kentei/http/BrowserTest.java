package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.assessment.ExampleCandidate;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The pages in Debian's Chromium; skipped where it is not installed, unless KENTEI_BROWSER is set. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    /** It comes from npm, like the tools that check the contract; the check is skipped where these are not installed. */
    private static final Path AXE = Path.of("src/test/contract/node_modules/axe-core/axe.min.js");

    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int ATTEMPTS = 200;
    private static final int PAUSE_MILLIS = 50;

    /** It misses bindings to the browser's version, which nothing here uses; held, since loggers are collected. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    @TestHTTPResource("/")
    URI start;

    @TempDir
    Path profile;

    private ChromeDriver browser;

    @BeforeAll
    static void needChromium() {
        boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if (!installed && System.getenv("KENTEI_BROWSER") == null) {
            System.out.println("The pages are not tried in a browser: install chromium and chromium-driver.");
        }
        assumeTrue(installed || System.getenv("KENTEI_BROWSER") != null, "Chromium is not installed");
    }

    @BeforeEach
    void open() throws InterruptedException {
        ReadyService.await();
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--force-prefers-reduced-motion",
                "--window-size=" + WIDE + ",1000",
                "--user-data-dir=" + profile);
        File driver = DRIVER.toFile();
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver)
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void a_reader_tries_a_candidate_finds_a_stored_verdict_verifies_its_proof_and_sees_the_certificate()
            throws InterruptedException {
        assess();
        browser.get(start.toString());
        follow("form.stacked button", "/try");
        assertThat(text(".banner")).contains("Nothing was stored");
        assertThat(text(".level-badge strong")).isEqualTo("4");
        follow("nav a[href='/assessments']", "/assessments");
        browser.findElement(By.id("by-candidateId")).sendKeys("E-1024");
        follow("form.search button", "candidateId=E-1024");
        follow(".found tbody a", "/assessments/");
        assertThat(text("h1")).contains("E-1024");
        WebElement firing = browser.findElement(By.cssSelector(".firings details"));
        assertThat(firing.findElement(By.cssSelector("pre")).isDisplayed()).isFalse();
        firing.findElement(By.cssSelector("summary")).sendKeys(Keys.ENTER);
        assertThat(firing.findElement(By.cssSelector("pre")).isDisplayed()).isTrue();
        follow(".proof button", "verify=yes");
        assertThat(browser.findElements(By.cssSelector(".steps .holds"))).hasSize(7);
        assertThat(browser.findElements(By.cssSelector(".steps .fails"))).isEmpty();
        follow("a[href$='/certificate']", "/certificate");
        assertThat(text(".certificate")).contains("E-1024").contains("/assessments/");
    }

    @Test
    void nothing_scrolls_sideways_in_a_narrow_window_light_or_dark() {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", NARROW, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        for (String address : addresses()) {
            open(address);
            for (String scheme : List.of("light", "dark")) {
                prefer(scheme);
                assertThat(run("return document.documentElement.scrollWidth"))
                        .as(address)
                        .isInstanceOfSatisfying(
                                Long.class, width -> assertThat(width).isLessThanOrEqualTo(NARROW));
            }
        }
    }

    @Test
    void axe_finds_nothing_on_any_page_and_enough_contrast_light_and_dark() throws IOException {
        assumeTrue(Files.isReadable(AXE), "axe is not installed: npm ci --prefix src/test/contract");
        String axe = Files.readString(AXE);
        for (String address : addresses()) {
            if (LONG_TABLES.contains(address)) {
                continue;
            }
            open(address);
            // a rule that fired looks like any other, and axe takes long for each
            run("document.querySelectorAll('.firings details').forEach((one, place) => one.open = place < 2)");
            prefer("light");
            run(axe);
            assertThat(findings("{resultTypes: ['violations'], preload: false}"))
                    .as(address)
                    .isEmpty();
            if (address.endsWith("lang=ja")) {
                // the same elements in the same colours
                continue;
            }
            prefer("dark");
            assertThat(findings("{runOnly: ['color-contrast'], resultTypes: ['violations'], preload: false}"))
                    .as(address + ", dark")
                    .isEmpty();
        }
    }

    /** Each finding of axe, with the elements that it names; one more if axe did not check anything. */
    private List<?> findings(String options) {
        return (List<?>) ((JavascriptExecutor) browser)
                .executeAsyncScript("const done = arguments[arguments.length - 1];"
                        + "axe.run(document, " + options + ").then(result => done(result.violations"
                        + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).slice(0, 3).join(' '))"
                        + ".concat(result.passes.length > 0 ? [] : ['nothing was checked'])))"
                        + ".catch(error => done([String(error)]))");
    }

    /** They have the parts of other pages, many times over, and axe takes long for each. */
    private static final Set<String> LONG_TABLES = Set.of("/rulebook/readings", "/rulebook/vocabulary");

    /** The pages of the walk. */
    private static List<String> addresses() {
        String first = assess();
        String second = assess();
        return List.of(
                "/",
                "/?example=mistakes",
                "/assessments",
                "/assessments?level=99",
                "/assessments/" + first + "?verify=yes",
                "/assessments/" + first + "/certificate",
                "/assessments/compare?left=" + first + "&right=" + second,
                "/overview",
                "/candidates?candidateId=E-1024",
                "/convert",
                "/jobs",
                "/log",
                "/log/entries/3",
                "/rulesets",
                "/rulesets/waiting",
                "/keys",
                "/rulebook",
                "/rulebook/OM3",
                "/rulebook/readings",
                "/rulebook/vocabulary",
                "/no/such/page",
                "/assessments/" + first + "?lang=ja",
                "/overview?lang=ja",
                "/rulebook/OM3?lang=ja");
    }

    /** Opens a page with all that is folded on it. */
    private void open(String address) {
        browser.get(start.resolve(address).toString());
        run("document.querySelectorAll('details').forEach(one => one.open = true)");
    }

    private void prefer(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        assertThat(run("return matchMedia('(prefers-color-scheme: " + scheme + ")').matches"))
                .isEqualTo(true);
    }

    @Test
    void the_pages_do_all_of_this_without_scripts_and_nothing_is_refused_by_their_policy() {
        String id = assess();
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        for (String address : List.of("/", "/assessments/" + id + "?verify=yes", "/log")) {
            browser.get(start.resolve(address).toString());
            assertThat(browser.findElement(By.tagName("h1")).isDisplayed()).isTrue();
        }
        assertThat(browser.manage().logs().get("browser").getAll()).isEmpty();
    }

    @Test
    void a_certificate_is_printed_on_one_page() throws IOException {
        browser.get(start.resolve("/assessments/" + assess() + "/certificate").toString());
        Object printed = browser.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true))
                .get("data");
        String pdf = new String(
                java.util.Base64.getDecoder().decode(printed.toString()), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(pdf.split("/Type /Page\\b", -1)).hasSize(2);
    }

    private Object run(String script) {
        return ((JavascriptExecutor) browser).executeScript(script);
    }

    /** Clicks, and returns once the browser has come to the address that the click leads to. */
    private void follow(String selector, String address) throws InterruptedException {
        browser.findElement(By.cssSelector(selector)).click();
        for (int attempt = 0; attempt < ATTEMPTS && !browser.getCurrentUrl().contains(address); attempt++) {
            Thread.sleep(PAUSE_MILLIS);
        }
        assertThat(browser.getCurrentUrl()).contains(address);
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static String assess() {
        return RestAssured.given()
                .contentType("application/json")
                .body(ExampleCandidate.json())
                .post("/v1/assessments")
                .then()
                .statusCode(201)
                .extract()
                .path("assessmentId");
    }
}
