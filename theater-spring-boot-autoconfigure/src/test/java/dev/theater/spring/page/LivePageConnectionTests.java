package dev.theater.spring.page;

import java.time.Duration;

import dev.theater.runtime.ActorDirectory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static dev.theater.spring.page.Tab.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page's way to its server: where that is, ends, comes back or cannot stream. */
@BrowserTest
class LivePageConnectionTests {

	private static final String FLAKY = "g[data-path='desk/flaky']";

	@Test
	void holdsUpNobodysEndAndComesBackWithTheServer(Tab tab) {
		tab.expect("ERR_CONNECTION_REFUSED").expect("ERR_INCOMPLETE_CHUNKED").expect("ERR_EMPTY_RESPONSE");
		int port;
		try (LiveApplication app = LiveApplication.open("server.shutdown=graceful")) {
			port = app.port();
			tab.go(app.page() + "#desk/flaky").until("body[data-connection=live]").until("#panel:not([hidden])");
			long millis = app.end();
			System.out.println("page: the context closed in " + millis + " ms, with the page open");
			assertThat(millis).isLessThan(2000);
		}
		tab.until("body[data-connection=reconnecting]");
		assertThat(tab.has(FLAKY)).as("still shows what it knew").isTrue();
		try (LiveApplication again = LiveApplication.open("server.port=" + port,
				"theater.actors.newcomer.manifest=echo.toml")) {
			tab.until("body[data-connection=live]").until("g[data-path=newcomer]");
			assertThat(tab.attribute(FLAKY, "data-id")).as("of the new run")
				.isEqualTo(again.id("desk/flaky").toString());
			assertThat(tab.count("g[role=treeitem]")).isEqualTo(5);
			soon().untilAsserted(() -> assertThat(tab.text("#panel-name")).startsWith("flaky"));
			tab.leave();
		}
	}

	@Test
	void asksNowAndThenWhereNothingCanBeStreamed(Tab tab) {
		try (LiveApplication app = LiveApplication.start(WebApplicationType.REACTIVE, LiveApplication.DESK,
				LiveApplication.UNRESTRICTED)) {
			tab.go(app.page()).until("body[data-connection=polling]").until(FLAKY);
			app.send("desk/flaky", "crash");
			soon().untilAsserted(() -> assertThat(tab.text(FLAKY + " .restarts")).isEqualTo("↻1"));
			tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]").click("#restart");
			soon().untilAsserted(() -> assertThat(app.node("desk/flaky").incarnation()).isEqualTo(3));
			soon().untilAsserted(() -> assertThat(tab.text(FLAKY + " .restarts")).isEqualTo("↻2"));
			tab.leave();
		}
	}

	@Test
	void isAtAnotherAddressToo(Tab tab) {
		try (LiveApplication app = LiveApplication.open("theater.page.enabled=true",
				"server.servlet.context-path=/shop")) {
			tab.go(app.at("/shop/theater")).until("body[data-connection=live]").until(FLAKY);
			tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]").click("#restart");
			soon().untilAsserted(() -> assertThat(app.node("desk/flaky").incarnation()).isEqualTo(2));
			tab.go(app.at("/shop/actuator/theaterui")).until("body[data-connection=live]").until(FLAKY);
			tab.leave();
		}
	}

	@Test
	void isAtThePortThatManagementHasAndAtTheApplicationsToo(Tab tab) {
		try (LiveApplication app = LiveApplication.open("theater.page.enabled=true", "management.server.port=0",
				"management.server.base-path=/ops")) {
			String page = "http://localhost:" + app.port("local.management.port") + "/ops/actuator/theaterui";
			tab.go(page).until("body[data-connection=live]").until(FLAKY);
			tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]").click("#restart");
			soon().untilAsserted(() -> assertThat(app.node("desk/flaky").incarnation()).isEqualTo(2));
			tab.go(app.at("/theater")).until("body[data-connection=live]").until(FLAKY);
			tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]").click("#restart");
			soon().untilAsserted(() -> assertThat(app.node("desk/flaky").incarnation()).isEqualTo(3));
			tab.leave();
		}
	}

	@Test
	void takesNoSnapshotForNobody(Tab tab) {
		try (LiveApplication app = LiveApplication.open()) {
			app.send("desk/flaky", "crash");
			await().until(() -> app.node("desk/flaky").incarnation() == 2);
			assertThat(app.snapshots()).as("with no page open").isZero();
			tab.go(app.page()).until("body[data-connection=live]").until(FLAKY);
			assertThat(app.snapshots()).isPositive();
			assertThat(app.watchers()).isEqualTo(1);
			tab.leave();
			// that it is gone shows when something is to be told, the second time at the
			// latest
			soon().pollInterval(Duration.ofMillis(250)).until(() -> {
				app.bean(ActorDirectory.class).restart(app.id("desk/worker-1"));
				return app.watchers() == 0;
			});
			double before = app.snapshots();
			app.send("desk/flaky", "crash");
			await().until(() -> app.node("desk/flaky").incarnation() == 3);
			await().during(Duration.ofMillis(1500))
				.atMost(Duration.ofSeconds(3))
				.until(() -> app.snapshots() == before);
			System.out.println("page: snapshots taken with no page open: 0, before and after one was");
			tab.back().until("body[data-connection=live]");
			soon().untilAsserted(() -> assertThat(tab.text(FLAKY + " .restarts")).isEqualTo("↻2"));
			tab.leave();
		}
	}

}
