package dev.theater.spring.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** That axe-core finds nothing on the page that keeps people from using it. */
@BrowserTest
class PageAccessibilityTests {

	private static PlayedApplication app;

	private static String axe;

	@BeforeAll
	static void start() throws IOException {
		try (InputStream script = PageAccessibilityTests.class.getResourceAsStream("/axe.min.js")) {
			axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		app = PlayedApplication.start();
		app.roots(ManyActors.tree(200)).past(List.of(ManyActors.tree(200)));
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280, ''", "light, 1280, panel", "dark, 1280, panel", "light, 390, ''", "dark, 390, panel",
			"dark, 1280, help" })
	void hasNothingSeriousAgainstIt(String scheme, int width, String open, Tab tab) {
		tab.size(width, 844).scheme(scheme).go(app.page());
		tab.until("body[data-connection=live]").until("g[role=treeitem]");
		switch (open) {
			case "panel" -> tab.click("g[role=treeitem] .name").until("#panel:not([hidden]) #chain");
			case "help" -> tab.click("#help").until("dialog[open]");
			default -> tab.until("#ticker [data-kind]");
		}
		List<Map<String, Object>> violations = violations(tab);
		assertThat(tab.number("window.passes")).as("rules that found something to look at").isGreaterThan(15);
		String state = scheme + ", " + width + " wide" + (open.isEmpty() ? "" : ", " + open + " open");
		System.out.println("page: axe-core, " + state + ": " + violations.size() + " findings"
				+ violations.stream().map((found) -> "; " + found.get("impact") + " " + found.get("id")).toList());
		assertThat(violations).filteredOn((found) -> List.of("serious", "critical").contains(found.get("impact")))
			.as("serious findings: %s", state)
			.isEmpty();
	}

	@Test
	void wouldBeToldOfIt(Tab tab) {
		tab.go(app.page()).until("g[role=treeitem]");
		tab.run("document.body.append(document.createElement('button'), document.createElement('img'))");
		assertThat(violations(tab)).extracting((found) -> found.get("id")).contains("button-name", "image-alt");
	}

	@SuppressWarnings("unchecked") // as axe-core documents its answer
	private static List<Map<String, Object>> violations(Tab tab) {
		tab.run(axe);
		Object found = tab
			.run("""
					return axe.run().then(({ violations, passes }) => { window.passes = passes.length; return violations.map(
						({ id, impact, help, nodes }) => ({ id, impact, help, where: nodes.slice(0, 5).map(
							({ target, any }) => `${target}: ${any.map(({ message }) => message)}`).join(" | ") })); });
					""");
		return (List<Map<String, Object>>) found;
	}

}
