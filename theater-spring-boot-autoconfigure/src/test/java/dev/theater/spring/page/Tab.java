package dev.theater.spring.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;

import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A tab of the browser. */
final class Tab implements AutoCloseable {

	private final ChromeDriver driver;

	private final List<Pattern> expected = new ArrayList<>();

	private final List<LogEntry> seen = new ArrayList<>();

	Tab(ChromeDriver driver) {
		this.driver = driver;
		size(1280, 800);
		scheme("light");
	}

	// ---- how it looks at pages

	/**
	 * Width and height in CSS pixels; a phone's screen has small pixels and is touched.
	 */
	Tab size(int width, int height) {
		boolean phone = width < 600;
		cdp("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
		return this;
	}

	/**
	 * @param scheme {@code light} or {@code dark}
	 */
	Tab scheme(String scheme) {
		cdp("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		return this;
	}

	/** Sends this with every request from now on. */
	Tab header(String name, String value) {
		cdp("Network.enable", Map.of());
		cdp("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(name, value)));
		return this;
	}

	/** Loads a page. */
	Tab go(String url) {
		this.driver.get(url);
		return this;
	}

	/** Leaves the page, so that it speaks to its server no longer. */
	Tab leave() {
		return go("about:blank");
	}

	/** Goes back to the page before, as the browser's own button does. */
	Tab back() {
		this.driver.navigate().back();
		return this;
	}

	String address() {
		return String.valueOf(this.driver.getCurrentUrl());
	}

	Tab picture(Path file) {
		String png = (String) cdp("Page.captureScreenshot", Map.of("format", "png")).get("data");
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, Base64.getDecoder().decode(png));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	Map<String, Object> cdp(String command, Map<String, Object> parameters) {
		return this.driver.executeCdpCommand(command, parameters);
	}

	// ---- what is on the page

	/** The answer of a script's {@code return}. */
	@Nullable Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	long number(String expression) {
		return ((Number) assertThat(run("return Math.round(" + expression + ")")).isNotNull().actual()).longValue();
	}

	String string(String expression) {
		return String.valueOf(run("return String(" + expression + ")"));
	}

	boolean is(String expression) {
		return Boolean.TRUE.equals(run("return Boolean(" + expression + ")"));
	}

	int count(String css) {
		return this.driver.findElements(By.cssSelector(css)).size();
	}

	boolean has(String css) {
		return count(css) > 0;
	}

	boolean shows(String css) {
		try {
			return this.driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
		}
		catch (StaleElementReferenceException ex) {
			return false;
		}
	}

	WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	/** The text of an element as it is in the document, seen or not. */
	String text(String css) {
		return String.valueOf(run("return document.querySelector(arguments[0])?.textContent", css));
	}

	@Nullable String attribute(String css, String name) {
		return (String) run("return document.querySelector(arguments[0])?.getAttribute(arguments[1])", css, name);
	}

	Tab click(String css) {
		find(css).click();
		return this;
	}

	/** Types into an element, or presses keys there. */
	Tab type(String css, CharSequence... keys) {
		find(css).sendKeys(keys);
		return this;
	}

	/** Presses keys where the focus is. */
	Tab press(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
		return this;
	}

	Tab until(String css) {
		soon().untilAsserted(() -> assertThat(has(css)).as("there is %s", css).isTrue());
		return this;
	}

	Tab untilNot(String css) {
		soon().untilAsserted(() -> assertThat(has(css)).as("there is %s", css).isFalse());
		return this;
	}

	static ConditionFactory soon() {
		return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).pollDelay(Duration.ZERO);
	}

	// ---- what goes wrong on it

	/** Lets the console have errors that contain a match of this. */
	Tab expect(String pattern) {
		this.expected.add(Pattern.compile(pattern));
		return this;
	}

	/** Errors and warnings in the console so far, violations of policies among them. */
	List<String> problems() {
		this.driver.manage().logs().get(LogType.BROWSER).forEach(this.seen::add);
		return this.seen.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	void assertNoProblems() {
		assertThat(problems()).as("errors in the console of %s that the test did not expect", address())
			.allSatisfy((problem) -> assertThat(this.expected)
				.anySatisfy((pattern) -> assertThat(problem).containsPattern(pattern)));
	}

	/** The browser stays. */
	@Override
	public void close() {
		String origin = string("location.origin");
		leave();
		if (origin.startsWith("http")) {
			cdp("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
		}
	}

}
