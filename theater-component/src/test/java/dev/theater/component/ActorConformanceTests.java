package dev.theater.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.component.wasm.WasmEngine;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every step of ../shared/actors/expected, with the component and with the core module,
 * with the compiler and with the interpreter: results and host calls exactly as written
 * there.
 */
class ActorConformanceTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	@TestFactory
	Stream<DynamicNode> actors() {
		return SharedActors.expectations().stream().map((file) -> {
			JsonNode expected = JSON.readTree(file.toFile());
			return DynamicContainer.dynamicContainer(expected.get("actor").asString(),
					Stream.of(WasmEngine.Mode.values())
						.flatMap((mode) -> Stream.of(true, false).map((component) -> form(expected, mode, component))));
		});
	}

	private static DynamicNode form(JsonNode expected, WasmEngine.Mode mode, boolean component) {
		String actor = expected.get("actor").asString();
		List<HostInterface> interfaces = TheaterSimple.interfaces(
				(context, name, type, arguments) -> context.attachment(Scenario.class).answer(name, type, arguments));
		LinkedComponent[] linked = new LinkedComponent[1];
		List<DynamicNode> nodes = new ArrayList<>();
		nodes.add(DynamicTest.dynamicTest("links", () -> {
			WasmEngine engine = WasmEngine.of(mode);
			Component loaded = component ? Component.load(engine, SharedActors.component(actor))
					: Component.load(engine, SharedActors.coreModule(actor), TheaterSimple.world(interfaces));
			linked[0] = new Linker().with(interfaces).link(loaded);
		}));
		for (JsonNode json : expected.get("scenarios")) {
			Scenario scenario = new Scenario(json, () -> linked[0]);
			nodes.add(DynamicContainer.dynamicContainer(json.get("name").asString(), scenario.steps()));
		}
		return DynamicContainer.dynamicContainer(
				(component ? "component, " : "core module, ") + mode.name().toLowerCase(Locale.ROOT), nodes);
	}

	/** Gives the component when its steps run. */
	private interface Linked {

		LinkedComponent get();

	}

	/** One fresh instance and its steps. */
	private static final class Scenario {

		private final JsonNode json;

		private final Linked linked;

		private final Map<String, Integer> answered = new HashMap<>();

		private final List<List<Object>> calls = new ArrayList<>();

		private ComponentInstance instance;

		private Object state = Optional.empty();

		Scenario(JsonNode json, Linked linked) {
			this.json = json;
			this.linked = linked;
		}

		Stream<DynamicNode> steps() {
			List<DynamicNode> tests = new ArrayList<>();
			int number = 1;
			for (JsonNode step : this.json.get("steps")) {
				tests.add(DynamicTest.dynamicTest(number++ + " " + step.get("call").asString(), () -> run(step)));
			}
			return tests.stream();
		}

		private void run(JsonNode step) {
			if (this.instance == null) {
				this.instance = this.linked.get().instantiate(InstanceOptions.DEFAULTS.withAttachment(this));
			}
			String[] call = step.get("call").asString().split("\\.", -1);
			ExportedFunction function = this.instance.function(TheaterSimple.NAMESPACE + call[0], call[1])
				.orElseThrow();
			FunctionType type = function.type();
			assertThat(type).isEqualTo(TheaterSimple.exports().get(call[0]).get(call[1]));
			Object stateBefore = step.has("state") ? JsonValues.value(TheaterSimple.MAYBE_BYTES, step.get("state"))
					: this.state;
			Object params = JsonValues.value(type.params().get(1).type(), step.get("params"));
			this.calls.clear();
			JsonNode expect = step.get("expect");
			if (expect.has("trap")) {
				assertThatExceptionOfType(TrapException.class).isThrownBy(() -> function.call(stateBefore, params))
					.satisfies((trap) -> assertThat(trap.reason().name().toLowerCase(Locale.ROOT))
						.isEqualTo(expect.get("trap").asString()));
				assertThatExceptionOfType(TrapException.class).isThrownBy(() -> function.call(stateBefore, params))
					.withMessageContaining("cannot enter");
			}
			else {
				Object result = function.call(stateBefore, params);
				assertThat(result).isEqualTo(JsonValues.value(type.result(), expect));
				ResultValue value = (ResultValue) result;
				if (value.isOk()) {
					this.state = ((TupleValue) value.value()).get(0);
				}
			}
			if (step.has("hostCalls")) {
				checkCalls(step.get("hostCalls"));
			}
		}

		private void checkCalls(JsonNode expected) {
			List<Object> wanted = new ArrayList<>();
			for (JsonNode call : expected) {
				String name = call.get(0).asString();
				String[] parts = name.split("\\.", -1);
				FunctionType type = TheaterSimple.interfaces((context, each, signature, arguments) -> null)
					.stream()
					.filter((each) -> each.name().equals(TheaterSimple.NAMESPACE + parts[0]))
					.findFirst()
					.orElseThrow()
					.functions()
					.get(parts[1]);
				List<Object> items = new ArrayList<>(List.of(name));
				for (int i = 1; i < call.size(); i++) {
					items.add(JsonValues.value(type.params().get(i - 1).type(), call.get(i)));
				}
				wanted.add(new TupleValue(items));
			}
			assertThat(this.calls.stream().map(TupleValue::new).toList()).isEqualTo(wanted);
		}

		Object answer(String name, FunctionType type, Object[] arguments) {
			List<Object> call = new ArrayList<>(List.of(name));
			call.addAll(List.of(arguments));
			this.calls.add(call);
			if (type.result() == null) {
				return null;
			}
			JsonNode replies = this.json.has("replies") ? this.json.get("replies").get(name) : null;
			if (replies == null) {
				return JsonValues.unit(type.result());
			}
			int number = Math.min(this.answered.merge(name, 1, Integer::sum), replies.size()) - 1;
			JsonNode reply = replies.get(number);
			return JsonValues.value(type.result(), type.result() instanceof ResultType ? reply : reply.get("ok"));
		}

	}

}
