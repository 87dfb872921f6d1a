package dev.theater.spring.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static dev.theater.spring.page.Tab.soon;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures of the page in the documentation. With {@code -Dtheater.docs.write=true}
 * they are taken anew; otherwise they have to be there. They are not compared: fonts
 * differ from machine to machine.
 */
class PagePicturesTests {

	private static final Path IMAGES = Path.of("..", "docs", "images");

	private static final Path GUIDE = Path.of("..", "docs", "guide", "page.md");

	private static final List<String> NAMES = List.of("page-5-dark", "page-5-light", "page-5-panel", "page-200-dark",
			"page-200-light", "page-200-phone", "page-10000-dark", "page-10000-light", "page-10000-found");

	@Test
	void areThereAndShown() throws IOException {
		String guide = Files.readString(GUIDE);
		for (String name : NAMES) {
			assertThat(IMAGES.resolve(name + ".png")).exists();
			assertThat(Files.size(IMAGES.resolve(name + ".png"))).as(name).isBetween(5_000L, 300_000L);
			assertThat(guide).contains("](../images/" + name + ".png)");
		}
		try (Stream<Path> files = Files.list(IMAGES)) {
			assertThat(files.map((file) -> file.getFileName().toString()).filter((file) -> file.startsWith("page-")))
				.as("pictures that nobody shows")
				.allSatisfy((file) -> assertThat(guide).contains(file));
		}
	}

	@BrowserTest
	@EnabledIfSystemProperty(named = "theater.docs.write", matches = "true",
			disabledReason = "takes pictures where -Dtheater.docs.write=true is given")
	static class TakenAnewTests {

		@Test
		void ofFive(Tab tab) {
			try (LiveApplication app = LiveApplication.open("theater.actors.clerk.manifest=counter.toml")) {
				for (int i = 0; i < 3; i++) {
					app.send("desk/flaky", "count");
				}
				app.send("desk/flaky", "crash");
				soon().until(() -> app.node("desk/flaky").incarnation() == 2);
				tab.size(1000, 520).go(app.page()).until("body[data-connection=live]").until("g[role=treeitem]");
				both(tab, 5);
				tab.size(1280, 800).leave().go(app.page() + "#desk/flaky").until("#chain [data-valid=true]");
				take(tab, "page-5-panel");
			}
		}

		@Test
		void ofMany(Tab tab) {
			try (PlayedApplication app = PlayedApplication.start()) {
				for (int count : new int[] { 200, 10_000 }) {
					ActorNode[] roots = ManyActors.tree(count);
					app.roots(roots)
						.past(Arrays.stream(roots)
							.flatMap(ActorNode::all)
							.filter((node) -> node.status() != ActorStatus.RUNNING || node.restarts() > 5)
							.limit(30)
							.toList());
					tab.size(1280, 800).leave().go(app.page()).until("body[data-connection=live]");
					soon().until(() -> tab.text("#totals").contains(String.format(Locale.ROOT, "%,d", count)));
					both(tab, count);
					if (count == 200) {
						tab.size(390, 844).leave().go(app.page()).until("g[role=treeitem]");
						take(tab, "page-200-phone");
					}
					else {
						tab.press("/").press("is:parked").until("g.match");
						take(tab, "page-10000-found");
					}
				}
			}
		}

		private static void both(Tab tab, int count) {
			for (String scheme : List.of("dark", "light")) {
				tab.scheme(scheme);
				take(tab, "page-" + count + "-" + scheme);
			}
		}

		private static void take(Tab tab, String name) {
			tab.run("document.activeElement.blur()");
			tab.picture(IMAGES.resolve(name + ".png"));
		}

	}

}
