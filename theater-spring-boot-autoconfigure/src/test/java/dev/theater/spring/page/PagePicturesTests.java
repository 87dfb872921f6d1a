package dev.theater.spring.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import org.junit.jupiter.api.Test;

import static dev.theater.spring.page.Tab.soon;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures of the page in the documentation. With {@code -Dtheater.docs.write=true}
 * they are taken anew; otherwise they have to be there. They are not compared: fonts
 * differ from machine to machine.
 */
@BrowserTest
class PagePicturesTests {

	private static final boolean TAKEN_ANEW = Boolean.getBoolean("theater.docs.write");

	private static final Path IMAGES = Path.of("..", "docs", "images");

	@Test
	void showFive(Tab tab) throws IOException {
		if (TAKEN_ANEW) {
			try (LiveApplication app = LiveApplication.open("theater.actors.clerk.manifest=counter.toml")) {
				for (int i = 0; i < 3; i++) {
					app.send("desk/flaky", "count");
				}
				app.send("desk/flaky", "crash");
				soon().until(() -> app.node("desk/flaky").incarnation() == 2);
				tab.size(1000, 520).go(app.page()).until("body[data-connection=live]").until("g[role=treeitem]");
				takeBoth(tab, 5);
				tab.size(1280, 800).leave().go(app.page() + "#desk/flaky").until("#chain [data-valid=true]");
				take(tab, "page-5-panel");
				tab.leave();
			}
		}
		areThere("page-5-dark", "page-5-light", "page-5-panel");
	}

	@Test
	void showMany(Tab tab) throws IOException {
		if (TAKEN_ANEW) {
			try (PlayedApplication app = PlayedApplication.start()) {
				show(tab, app, 200);
				takeBoth(tab, 200);
				tab.size(390, 844).leave().go(app.page()).until("g[role=treeitem]");
				take(tab, "page-200-phone");
				show(tab, app, 10_000);
				takeBoth(tab, 10_000);
				tab.press("/").press("is:parked").until("g.match");
				take(tab, "page-10000-found");
				tab.leave();
			}
		}
		areThere("page-200-dark", "page-200-light", "page-200-phone", "page-10000-dark", "page-10000-light",
				"page-10000-found");
	}

	/** So many, with a past. */
	private static void show(Tab tab, PlayedApplication app, int count) {
		ActorNode[] roots = ManyActors.tree(count);
		app.roots(roots)
			.past(Arrays.stream(roots)
				.flatMap(ActorNode::all)
				.filter((node) -> node.status() != ActorStatus.RUNNING || node.restarts() > 5)
				.limit(30)
				.toList());
		tab.size(1280, 800).leave().go(app.page()).until("body[data-connection=live]");
		soon().until(() -> tab.text("#totals").contains(String.format(Locale.ROOT, "%,d", count)));
	}

	private static void takeBoth(Tab tab, int count) {
		for (String scheme : List.of("dark", "light")) {
			tab.scheme(scheme);
			take(tab, "page-" + count + "-" + scheme);
		}
	}

	private static void take(Tab tab, String name) {
		tab.run("document.activeElement.blur()");
		tab.picture(IMAGES.resolve(name + ".png"));
	}

	private static void areThere(String... names) throws IOException {
		String guide = Files.readString(Path.of("..", "docs", "guide", "page.md"));
		for (String name : names) {
			Path picture = IMAGES.resolve(name + ".png");
			assertThat(picture).as("taken by this test with -Dtheater.docs.write=true").exists();
			assertThat(Files.size(picture)).as(name).isBetween(5_000L, 300_000L);
			assertThat(guide).contains("](../images/" + name + ".png)");
		}
	}

}
