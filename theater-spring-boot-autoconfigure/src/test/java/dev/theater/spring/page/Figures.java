package dev.theater.spring.page;

import java.util.List;
import java.util.Map;

import static dev.theater.spring.page.Tab.soon;

/** What Chromium measured of a page. */
final class Figures {

	/**
	 * Notes when a page has drawn its first actors, and its longest task if that took
	 * more than 50 ms, which is what browsers tell of.
	 */
	private static final String CLOCK = """
			new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
				window.longest = Math.max(window.longest ?? 0, duration);
			})).observe({ type: "longtask", buffered: true });
			new MutationObserver((records, observer) => {
				if (document.querySelector("g[role=treeitem]") !== null) {
					window.drawnAt = performance.now();
					observer.disconnect();
				}
			}).observe(document, { childList: true, subtree: true });
			""";

	/**
	 * Notes when the actor with a path is shown to have been restarted as often as that.
	 */
	static final String SHOWN = """
			const [path, restarts] = arguments;
			const wanted = `↻${restarts}`;
			window.shownAt = undefined;
			const observer = new MutationObserver(() => {
				if (document.querySelector(`g[data-path='${path}'] .restarts`)?.textContent === wanted) {
					window.shownAt = Date.now();
					observer.disconnect();
				}
			});
			observer.observe(document.querySelector("#tree"), { subtree: true, childList: true, characterData: true });
			""";

	private Figures() {
	}

	/** Has the pages that a tab goes to from now on look at the clock. */
	static void watch(Tab tab) {
		tab.cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", CLOCK));
	}

	/** Prints bytes, requests and times of the page that a tab shows. */
	static void print(String what, Tab tab) {
		soon().until(() -> tab.is("performance.getEntriesByName('first-contentful-paint').length"));
		String files = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
				+ ".filter((entry) => !/part=(stream|changes|settings)/.test(entry.name))";
		System.out.println("page: " + what + ": " + tab.number(files + ".length") + " files, "
				+ tab.number(files + ".reduce((sum, entry) => sum + entry.transferSize, 0)")
				+ " bytes sent; first paint " + tab.number("performance.getEntriesByName('first-paint')[0].startTime")
				+ " ms, first content "
				+ tab.number("performance.getEntriesByName('first-contentful-paint')[0].startTime") + " ms, DOM ready "
				+ tab.number("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd") + " ms");
	}

	/** The middle one. */
	static long median(List<Long> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
