package dev.theater.spring.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.theater.runtime.ActorNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static dev.theater.spring.page.Tab.soon;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of very many actors, and of some whose names mean harm. */
@BrowserTest
class LargeTreePageTests {

	private static final int COUNT = 10_000;

	private static PlayedApplication app;

	@BeforeAll
	static void start() {
		app = PlayedApplication.start();
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void play() {
		app.roots(ManyActors.tree(COUNT));
	}

	/** Opens the page; a snapshot from before may be good enough for a moment. */
	private static Tab open(Tab tab) {
		Figures.watch(tab);
		tab.go(app.page()).until("body[data-connection=live]").until("g[role=treeitem]");
		String count = String.format(Locale.ROOT, "%,d", app.directory().tree().all().count());
		soon().untilAsserted(() -> assertThat(tab.text("#totals")).contains(count));
		return tab;
	}

	@Test
	void drawsTenThousandAndStaysQuick(Tab tab) {
		open(tab);
		Figures.print("10,000 actors", tab);
		System.out.println("page: 10,000 actors: an update of all is "
				+ tab.run("return fetch('?part=changes').then((answer) => answer.text()).then((text) => text.length)")
				+ " bytes; first actors drawn after " + tab.number("window.drawnAt") + " ms, "
				+ tab.count("g[role=treeitem]") + " elements of them");
		assertThat(tab.number("window.drawnAt")).isLessThan(10_000);
		assertThat(tab.count("g[role=treeitem]")).as("drawn are those in sight").isBetween(10, 500);

		ActorNode node = Arrays.stream(ManyActors.tree(COUNT)).findFirst().orElseThrow();
		List<Long> millis = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			tab.run(Figures.SHOWN, node.path(), node.restarts() + 1);
			long begin = System.currentTimeMillis();
			node = app.crash(node);
			soon().until(() -> tab.is("window.shownAt"));
			millis.add(tab.number("window.shownAt") - begin);
		}
		System.out.println("page: 10,000 actors: a crash shows after " + Figures.median(millis)
				+ " ms (median of 5), work in the page " + tab.number("window.longest ?? 50")
				+ " ms at a time at most");
		assertThat(Figures.median(millis)).isLessThan(3000);
	}

	@Test
	void expandsAndScrollsThemAll(Tab tab) {
		open(tab).click("#expand-all");
		soon().until(() -> tab.number("document.querySelector('#tree').getBoundingClientRect().height") > 5000);
		tab.run("document.querySelector('#view').scrollTop = 1e9");
		soon().until(() -> tab.has("g[data-path^=juniper]"));
		assertThat(tab.count("g[role=treeitem]")).isBetween(5, 500);
		System.out.println("page: 10,000 actors: expanded to "
				+ tab.number("document.querySelector('#tree').getBoundingClientRect().height")
				+ " pixels, longest task " + tab.number("window.longest ?? 50") + " ms at most");
	}

	@Test
	void showsManyChildrenAFewAtATime(Tab tab) {
		open(tab).click("#expand-all").until("g[data-more]");
		long more = Long.parseLong(tab.attribute("g[data-more]", "data-more"));
		assertThat(more).isPositive();
		assertThat(tab.text("g[data-more]")).contains("more");
		String parent = tab.string("document.querySelector('g[data-more]').item.parent.path");
		String children = "document.querySelector('g[data-path=\"" + parent + "\"]').item.shown.length";
		long before = tab.number(children);
		tab.run("document.querySelector('g[data-more]').dispatchEvent(new MouseEvent('click', { bubbles: true }))");
		soon().until(() -> tab.number(children) > before);
	}

	@Test
	void findsOneAmongThem(Tab tab) {
		open(tab);
		ActorNode last = Arrays.stream(ManyActors.tree(COUNT)).flatMap(ActorNode::all).toList().getLast();
		tab.press("/").press(last.path());
		soon().untilAsserted(() -> assertThat(tab.text("#found")).matches("\\d+ .*"));
		tab.press(Keys.ENTER).until("g[data-path='" + last.path() + "']");
		tab.run("const box = document.querySelector('#search'); box.value = ''; box.dispatchEvent(new Event('input'))");
		soon().untilAsserted(() -> assertThat(tab.text("#found")).isEmpty());
		long parked = Arrays.stream(ManyActors.tree(COUNT)).flatMap(ActorNode::all).filter(ActorNode::parked).count();
		long begin = System.nanoTime();
		tab.press("is:parked");
		soon().untilAsserted(() -> assertThat(tab.text("#found")).startsWith(parked + " "));
		System.out.println("page: 10,000 actors: found by status after " + (System.nanoTime() - begin) / 1_000_000
				+ " ms, nine key strokes included");
	}

	@Test
	void drawsNamesAsTextWhateverTheySay(Tab tab) {
		app.roots(ManyActors.hostile()).past(List.of(ManyActors.hostile()).getFirst().children());
		open(tab);
		soon().until(() -> tab.count("g[role=treeitem]") == ManyActors.HOSTILE.size() + 1);
		assertThat(tab.string("document.title")).doesNotContain("owned");
		assertThat(tab.count("#tree img, #tree script, #ticker img, #ticker script")).isZero();
		assertThat(tab.text("#ticker")).contains("<img src=x");
		tab.size(390, 844);
		assertThat(tab.number("document.documentElement.scrollWidth")).as("no name makes the page wider")
			.isEqualTo(390);
		tab.size(1280, 800);
		tab.run("document.querySelectorAll('g[role=treeitem]')[1].dispatchEvent(new MouseEvent('click', { bubbles: true }))");
		tab.until("#panel:not([hidden])");
		assertThat(tab.text("#panel-name")).contains("<img src=x");
		assertThat(tab.count("#panel img, #panel script")).isZero();
		tab.leave().go(app.page() + "#hostile/" + "%3Cimg%20src=x%20onerror=alert(1)%3E");
		tab.until("g[role=treeitem]");
		assertThat(tab.string("document.title")).doesNotContain("owned");
	}

}
