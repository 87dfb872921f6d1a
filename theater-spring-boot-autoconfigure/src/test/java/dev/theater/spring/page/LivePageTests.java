package dev.theater.spring.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.theater.actor.ActorStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static dev.theater.spring.page.Tab.soon;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of an application whose actors live, crash and come back. */
@BrowserTest
class LivePageTests {

	private static final String FLAKY = "g[data-path='desk/flaky']";

	private static final String DESK = "g[data-path='desk']";

	private static LiveApplication app;

	@BeforeAll
	static void start() {
		// as often as a test likes
		app = LiveApplication.open("theater.actors.brittle.manifest=flaky.toml",
				"theater.supervision.max-restarts=1000", "theater.supervision.max-consecutive=1000");
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void open(Tab tab) {
		tab.go(app.page()).until("body[data-connection=live]").until(FLAKY);
	}

	@Test
	void showsTheTreeAndWhatItCost(Tab tab) {
		assertThat(tab.count("#tree[role=tree] g[role=treeitem]")).isEqualTo(5);
		assertThat(tab.attribute(FLAKY, "data-status")).isEqualTo("RUNNING");
		assertThat(tab.attribute(FLAKY, "data-id")).isEqualTo(app.id("desk/flaky").toString());
		assertThat(tab.text("#counts [data-status=RUNNING]")).contains("5");
		assertThat(tab.string("document.title")).contains("office");
		assertThat(tab.attribute("#metrics", "href")).contains("metrics");
		Figures.print("5 actors", tab);
		assertThat(tab.number("performance.getEntriesByName('first-contentful-paint')[0].startTime")).isLessThan(5000);
	}

	@Test
	void showsACrashSoonAfterItHappened(Tab tab) {
		List<Long> millis = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			long restarts = app.node("brittle").restarts();
			tab.run(Figures.SHOWN, "brittle", restarts + 1);
			long posted = System.currentTimeMillis();
			app.send("brittle", "crash");
			soon().until(() -> tab.is("window.shownAt"));
			millis.add(tab.number("window.shownAt") - posted);
		}
		Collections.sort(millis);
		System.out.println("page: from a crash's message to its showing: median " + millis.get(5)
				+ " ms, of 10 between " + millis.getFirst() + " and " + millis.getLast() + " ms");
		assertThat(millis.get(5)).isLessThan(2000);
		assertThat(tab.attribute("g[data-path='brittle']", "data-status")).isEqualTo("RUNNING");
		assertThat(tab.count("#ticker [data-kind=failed]")).isGreaterThanOrEqualTo(10);
		assertThat(tab.count("#ticker [data-kind=restarted]")).isGreaterThanOrEqualTo(10);
		assertThat(tab.text("#ticker [data-kind=failed]")).contains("brittle", "trap");
	}

	@Test
	void restartsAnActorAtAClick(Tab tab) {
		int before = app.node("desk/flaky").incarnation();
		tab.click(FLAKY + " .name").until("#panel:not([hidden])").click("#restart");
		soon().untilAsserted(() -> assertThat(tab.text("#panel-message")).containsIgnoringCase("restarted"));
		assertThat(app.node("desk/flaky").incarnation()).isEqualTo(before + 1);
		soon().untilAsserted(() -> assertThat(tab.text("#panel-body")).contains("Incarnation" + (before + 1)));
		tab.until("#ticker [data-kind=restarted]");
	}

	@Test
	void stopsAnActorAtTheSecondPressAndStartsItAgain(Tab tab) {
		String worker = "g[data-path='desk/worker-2']";
		tab.click(worker + " .name").until("#panel:not([hidden])").click("#stop");
		assertThat(tab.text("#stop")).as("asks whether that is meant").isNotEqualTo("Stop");
		assertThat(app.node("desk/worker-2").status()).isEqualTo(ActorStatus.RUNNING);
		tab.click("#stop").until(worker + "[data-status=STOPPED]");
		assertThat(app.node("desk/worker-2").status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(tab.text("#counts [data-status=STOPPED]")).contains("1");
		tab.until("#ticker [data-kind=stopped]").until("#restart:not([disabled])").click("#restart");
		tab.until(worker + "[data-status=RUNNING]");
		assertThat(app.node("desk/worker-2").status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void tellsOfAnActorInThePanelAndKeepsItInTheAddress(Tab tab) {
		tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]");
		assertThat(tab.address()).endsWith("/actuator/theaterui#desk/flaky");
		assertThat(tab.text("#panel")).contains("flaky.toml", "message-server", "64 MB")
			.contains("export theater:simple/actor");
		tab.click("#panel a[href='#desk']");
		soon().untilAsserted(() -> assertThat(tab.address()).endsWith("#desk"));
		soon().untilAsserted(() -> assertThat(tab.text("#panel-name")).startsWith("desk"));
		tab.click("#panel-close").until("#panel[hidden]");
		assertThat(tab.address()).doesNotContain("#desk");
	}

	@Test
	void opensWhatALinkNames(Tab tab) {
		tab.leave().go(app.page() + "#desk/worker-1").until("#panel:not([hidden]) #chain [data-valid=true]");
		assertThat(tab.text("#panel-name")).startsWith("worker-1");
		assertThat(tab.attribute("g[data-path='desk/worker-1']", "aria-selected")).isEqualTo("true");
		tab.leave().go(app.page() + "#desk/nobody").until(FLAKY);
		assertThat(tab.shows("#panel")).as("a panel of nobody").isFalse();
	}

	@Test
	void findsActorsByTheirName(Tab tab) {
		tab.press("/").press("worker");
		soon().untilAsserted(() -> assertThat(tab.text("#found")).startsWith("2 "));
		assertThat(tab.has(FLAKY)).isFalse();
		tab.press(Keys.ENTER);
		soon().untilAsserted(() -> assertThat(tab.text("#found")).isEqualTo("1 of 2"));
		tab.press(Keys.ESCAPE).until(FLAKY);
		assertThat(tab.attribute("#search", "value")).isNull();
	}

	@Test
	void collapsesAndExpandsByClickAndByKey(Tab tab) {
		tab.click(DESK + " .toggle").untilNot(FLAKY).until(DESK + "[aria-expanded=false]");
		tab.click(DESK + " .toggle").until(FLAKY).until(DESK + "[aria-expanded=true]");
		tab.click("#collapse-all").untilNot(FLAKY).click("#expand-all").until(FLAKY);
		tab.run("document.querySelector(arguments[0]).focus()", DESK);
		tab.press(Keys.ARROW_LEFT).untilNot(FLAKY).press(Keys.ARROW_RIGHT).until(FLAKY);
		tab.press(Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
		assertThat(tab.string("document.activeElement.dataset.path")).isEqualTo("desk/flaky");
		tab.press(Keys.ENTER).until("#panel:not([hidden])");
		assertThat(tab.text("#panel-name")).startsWith("flaky");
		tab.press(Keys.ESCAPE).until("#panel[hidden]");
	}

	@Test
	void growsAndShrinks(Tab tab) {
		long width = tab.number("document.querySelector('#tree').getBoundingClientRect().width");
		tab.click("#zoom-in");
		soon().until(() -> tab.number("document.querySelector('#tree').getBoundingClientRect().width") > width);
		tab.click("#zoom-out").click("#zoom-out");
		soon().until(() -> tab.number("document.querySelector('#tree').getBoundingClientRect().width") < width);
		tab.click("#zoom-fit");
	}

	@Test
	void fitsAPhone(Tab tab) {
		assertThat(tab.text(DESK)).contains("one-for-one");
		tab.size(390, 844);
		soon().untilAsserted(() -> assertThat(tab.has(DESK + " .strategy")).isFalse());
		assertThat(tab.number("document.documentElement.scrollWidth")).as("nothing beside the page").isEqualTo(390);
		tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]");
		assertThat(tab.number("document.documentElement.scrollWidth")).isEqualTo(390);
		tab.click("#panel-close").until("#panel[hidden]").size(1280, 800).until(DESK + " .strategy");
	}

	@Test
	void standsStillWhilePausedAndCatchesUpAfterwards(Tab tab) {
		tab.click("#pause").until("body[data-connection=paused]");
		String version = tab.attribute("body", "data-version");
		app.send("brittle", "crash");
		soon().until(() -> app.node("brittle").status() == ActorStatus.RUNNING);
		tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]");
		assertThat(tab.attribute("body", "data-version")).isEqualTo(version);
		tab.click("#pause").until("body[data-connection=live]");
		long restarts = app.node("brittle").restarts();
		soon().untilAsserted(() -> assertThat(tab.text("g[data-path='brittle'] .restarts")).isEqualTo("↻" + restarts));
		assertThat(tab.attribute("body", "data-version")).isNotEqualTo(version);
	}

}
