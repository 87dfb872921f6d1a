package dev.theater.spring.page;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.util.FileSystemUtils;

/**
 * Chromium without a window, as Debian packs it. One is started for all tests of the JVM,
 * and reaches nothing but this machine.
 */
final class Browser implements AutoCloseable {

	/**
	 * Selenium says there that it has no bindings for this version, which nobody uses.
	 */
	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	private static final List<String> CHROMIUM = List.of("chromium", "google-chrome", "chromium-browser",
			"google-chrome-stable");

	private static final List<String> DRIVER = List.of("chromedriver");

	private static final List<String> FLAGS = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--disable-default-apps", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb",
			"--lang=en-GB", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

	private final Path profile;

	private final ChromeDriverService service;

	private final ChromeDriver driver;

	private Browser(Path chromium, Path chromeDriver) throws IOException {
		SELENIUM.setLevel(Level.SEVERE);
		this.profile = Files.createTempDirectory("theater-chromium");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		options.addArguments(FLAGS);
		options.addArguments("--user-data-dir=" + this.profile);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		this.service = new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile())
			.usingAnyFreePort()
			.build();
		this.service.sendOutputTo(OutputStream.nullOutputStream());
		this.driver = new ChromeDriver(this.service, options);
	}

	/** What is missing here, and what to do about it; empty if nothing is. */
	static Optional<String> missing() {
		List<String> missing = Stream.of(CHROMIUM, DRIVER)
			.filter((names) -> find(names).isEmpty())
			.map(List::getFirst)
			.toList();
		return missing.isEmpty() ? Optional.empty()
				: Optional
					.of("the live page is tested in Chromium, and the PATH has no " + String.join(" and no ", missing)
							+ "; on Debian or Ubuntu: apt-get install chromium chromium-driver");
	}

	static Browser start() {
		try {
			return new Browser(find(CHROMIUM).orElseThrow(), find(DRIVER).orElseThrow());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Chromium could not be started", ex);
		}
	}

	/**
	 * A fresh tab in a browser without cookies, stored things and cached files. Passwords
	 * of HTTP's own authentication stay, but these belong to one port.
	 */
	Tab open() {
		String before = this.driver.getWindowHandle();
		this.driver.switchTo().newWindow(WindowType.TAB);
		String opened = this.driver.getWindowHandle();
		this.driver.switchTo().window(before).close();
		this.driver.switchTo().window(opened);
		cdp("Network.clearBrowserCookies", Map.of());
		cdp("Network.clearBrowserCache", Map.of());
		// what others have left there
		this.driver.manage().logs().get(LogType.BROWSER);
		return new Tab(this.driver);
	}

	private Map<String, Object> cdp(String command, Map<String, Object> parameters) {
		return this.driver.executeCdpCommand(command, parameters);
	}

	/** Ends it, and whatever of it does not end by itself. */
	@Override
	public void close() {
		List<ProcessHandle> processes = ProcessHandle.current().descendants().filter(Browser::isOfBrowser).toList();
		try {
			this.driver.quit();
			this.service.stop();
			CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
				.orTimeout(Duration.ofSeconds(5).toSeconds(), TimeUnit.SECONDS)
				.exceptionally((ex) -> null)
				.join();
		}
		finally {
			processes.forEach(ProcessHandle::destroyForcibly);
			deleteProfile();
		}
	}

	private void deleteProfile() {
		try {
			FileSystemUtils.deleteRecursively(this.profile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Chromium's profile is still there: " + this.profile, ex);
		}
	}

	private static boolean isOfBrowser(ProcessHandle process) {
		return process.info().command().filter((command) -> command.contains("chrom")).isPresent();
	}

	private static Optional<Path> find(List<String> names) {
		List<String> folders = Arrays
			.asList(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
		return names.stream()
			.flatMap((name) -> folders.stream().map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
