package dev.theater.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.actor.ActorHandle;
import dev.theater.actor.ActorId;
import dev.theater.host.AllowList;
import dev.theater.host.GrantKey;
import dev.theater.host.GrantKeys;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.ShutdownSignal;
import dev.theater.manifest.HandlerGrant;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The keys that a handler declares, in manifests and from parent to child. */
class HandlerKeysTests extends OnStage {

	private static final GrantKeys KEYS = GrantKeys.of(GrantKey.flag("open"), GrantKey.names("drawers"),
			GrantKey.size("max_size", 1 << 20, 1 << 30),
			GrantKey.duration("max_time", Duration.ofSeconds(10), Duration.ofMinutes(1)),
			GrantKey.count("max_coins", 5, 100));

	/** A handler that only has keys. */
	private record Safe(String name, GrantKeys grantKeys, List<String> started) implements HostHandler {

		Safe() {
			this("safe", KEYS, new CopyOnWriteArrayList<>());
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			// it only has keys
		}

		@Override
		public void start(ActorHandle actor, ShutdownSignal shutdown) {
			this.started.add(actor.name());
		}

	}

	@BeforeEach
	void safe() {
		reopen((builder) -> builder.hostHandler(new Safe()));
	}

	private void manifest(String name, String keys) {
		this.stage.puppet(name, "[[handler]]\ntype = \"safe\"\n" + keys.replace(';', '\n') + "\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"open = 1 | 11:1: key 'open' in [[handler]] type = \"safe\" is 1; it must be true or false",
			"open = true;drawers = \"A\" | 12:1: key 'drawers' in [[handler]] type = \"safe\" is \"A\"; it must be an array",
			"max_size = \"1MiB\" | 11:1: key 'max_size' in [[handler]] type = \"safe\" is \"1MiB\", which is not a size",
			"max_time = \"2m\" | 11:1: key 'max_time' in [[handler]] type = \"safe\" is \"120s\"; it must be from",
			"max_coins = 101 | 11:1: key 'max_coins' in [[handler]] type = \"safe\" is 101; it must be from 0 to 100",
			"drawer = [] | 11:1: unknown key 'drawer' in [[handler]] type = \"safe\"; did you mean 'drawers'?",
			"colour = 1 | 11:1: unknown key 'colour' in [[handler]] type = \"safe\"; it knows open, drawers, max_size, max_time, max_coins" })
	void aWrongKeyIsALoadErrorWithItsPlace(String keys, String problem) {
		manifest("worker", keys);
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("worker", "1"))
			.withMessageContaining("worker.toml:" + problem);
	}

	@Test
	void aKeyThatCannotBePrintedIsShownAllTheSame() {
		manifest("worker", "\"a\\nb\\u001b" + "x".repeat(100) + "\" = 1");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("worker", "1"))
			.withMessageContaining("unknown key 'a?b?xxx")
			.withMessageContaining("xxx…' in [[handler]]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "open = true", "drawers = [\"A\", \"BC\"]", "drawers = [\"B*\"];max_size = \"2MB\"",
			"max_time = \"1s\";max_coins = 6" })
	void aChildMayHaveWhatItsParentHas(String keys) {
		manifest("lead", "open = true;drawers = [\"A\", \"B*\"];max_size = \"2MB\";max_time = \"1s\";max_coins = 6");
		manifest("child", keys);
		assertThat(node(spawn(this.stage.spawn("lead", "1"), "child", "1")).path()).isEqualTo("lead/child");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "open = true | open = true; its parent 'lead' has open = false",
					"drawers = [\"A\", \"C\"] | [\"C\"] in drawers; its parent 'lead' has drawers = [\"A\", \"B*\"]",
					"drawers = [\"*\"] | [\"*\"] in drawers; its parent",
					"max_size = \"2MB\" | max_size = \"2MB\"; its parent 'lead' has max_size = \"1MB\"",
					"max_time = \"2s\" | max_time = \"2s\"; its parent 'lead' has max_time = \"1s\"",
					"max_coins = 6 | max_coins = 6; its parent 'lead' has max_coins = 5" })
	void aChildHasNoMoreThanItsParent(String keys, String more) {
		manifest("lead", "drawers = [\"A\", \"B*\"];max_time = \"1s\"");
		manifest("child", keys);
		ActorId lead = this.stage.spawn("lead", "1");
		assertThat(err(lead, "spawn child.toml"))
			.startsWith("Handler error: child.toml:11:1: handler 'safe' has " + more)
			.endsWith(", and a child that a guest starts has no more than that");
		assertThat(children(lead)).isEmpty();
		assertThat(this.stage.spawn("child", "1")).as("started by the application").isNotNull();
	}

	@Test
	void aChildHasNoHandlerThatItsParentHasNot() {
		manifest("child", "");
		this.stage.puppet("lead", "");
		assertThat(err(this.stage.spawn("lead", "1"), "spawn child.toml"))
			.contains("grants handler 'safe', which its parent 'lead' does not have");
	}

	@Test
	void functionsFindEachKeyAsItsTypeHasIt() {
		assertThat(read(KEYS, Map.of("max_size", "64KB", "drawers", List.of("A")), null))
			.isEqualTo(Map.of("open", false, "drawers", new AllowList(List.of("A")), "max_size", 65_536L, "max_time",
					Duration.ofSeconds(10), "max_coins", 5L));
		Map<String, Object> raw = Map.of("anything", List.of(1L), "type-less", Map.of("a", 1.5));
		assertThat(read(new HostHandlerWithoutKeys().grantKeys(), raw, null)).isEqualTo(raw);
	}

	private static final class HostHandlerWithoutKeys implements HostHandler {

		@Override
		public String name() {
			return "free";
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			// it has none
		}

	}

	private static Map<String, Object> read(GrantKeys keys, Map<String, Object> given, ActorDefinition parent) {
		return new HandlerKeys("worker.toml", new HandlerGrant("safe", given, Map.of()), keys).read(parent);
	}

	// ---- handlers that replace others

	@Test
	void aHandlerThatIsAddedReplacesTheDefaultOfItsName() {
		Safe first = new Safe();
		Safe second = new Safe();
		Safe added = new Safe();
		reopen((builder) -> builder.defaultHostHandler(first).defaultHostHandler(second));
		manifest("worker", "");
		this.stage.spawn("worker", "1");
		await().untilAsserted(() -> assertThat(second.started()).containsExactly("worker"));
		reopen((builder) -> builder.hostHandler(added).defaultHostHandler(first));
		this.stage.spawn("worker", "1");
		await().untilAsserted(() -> assertThat(added.started()).containsExactly("worker"));
		assertThat(first.started()).isEmpty();
	}

	@Test
	void twoThatAreAddedWithOneNameAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TheaterRuntime.builder().hostHandler(new Safe()).hostHandler(new Safe()).build())
			.withMessageContaining("two host handlers are named 'safe'");
	}

}
