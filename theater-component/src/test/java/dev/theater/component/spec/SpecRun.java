package dev.theater.component.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.Component;
import dev.theater.component.ComponentInstance;
import dev.theater.component.ExportedFunction;
import dev.theater.component.InstanceOptions;
import dev.theater.component.LinkException;
import dev.theater.component.Linker;
import dev.theater.component.TrapException;
import dev.theater.component.binary.MalformedComponentException;
import dev.theater.component.spec.SpecFolder.Script;
import dev.theater.component.type.ComponentException;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One script being followed with one engine: the definitions and instances that it has
 * named, and the current instance. Commands must be given in order.
 */
final class SpecRun {

	private final Script script;

	private final WasmEngine engine;

	private final Map<String, Made<Component>> definitions = new HashMap<>();

	private final Map<String, Made<ComponentInstance>> instances = new HashMap<>();

	private @Nullable Made<ComponentInstance> current;

	SpecRun(Script script, WasmEngine engine) {
		this.script = script;
		this.engine = engine;
	}

	/** A thing, or the feature for whose refusal it could not be made. */
	private record Made<T>(@Nullable T thing, String feature) {

		static <T> Made<T> of(T thing) {
			return new Made<>(thing, "");
		}

		static <T> Made<T> refused(String feature) {
			return new Made<>(null, feature);
		}

	}

	/** What a command does once its component or instance exists. */
	@FunctionalInterface
	private interface Attempt {

		void run();

	}

	/**
	 * Runs the next command.
	 * @throws AssertionError if its claim does not hold
	 */
	Outcome run(JsonNode command) {
		if (command.has("textError")) {
			String reason = "text that the converter could not read";
			this.current = Made.refused(reason);
			return new Outcome.Skipped(reason);
		}
		if (command.has("textParses")) {
			return new Outcome.Skipped("about the text format");
		}
		return switch (command.get("type").asString()) {
			case "component" -> component(command);
			case "component_instance" -> instance(command);
			case "assert_return", "invoke" -> returns(command);
			case "assert_trap" -> command.has("action") ? traps(command) : trapsAtStart(command);
			case "assert_invalid" -> refused(InvalidComponentException.class, () -> load(command));
			case "assert_malformed" -> refused(MalformedComponentException.class, () -> load(command));
			case "assert_unlinkable" -> refused(LinkException.class, () -> instantiate(load(command)));
			default -> throw new AssertionError("unknown command " + command);
		};
	}

	private Component load(JsonNode command) {
		return Component.load(this.engine, this.script.file(command.get("file").asString()));
	}

	private static ComponentInstance instantiate(Component component) {
		return new Linker().link(component).instantiate(InstanceOptions.DEFAULTS);
	}

	private Outcome component(JsonNode command) {
		String name = command.path("name").asString("");
		boolean definition = command.path("definition").asBoolean(false);
		if (!definition) {
			// where it fails, what follows must not find the instance before
			this.current = null;
		}
		Made<Component> made;
		Outcome outcome = Outcome.PASSED;
		try {
			made = Made.of(load(command));
		}
		catch (UnsupportedFeatureException ex) {
			made = Made.refused(ex.feature());
			outcome = new Outcome.Refused(ex.feature());
		}
		this.definitions.put(name, made);
		if (!definition) {
			remember(name, made);
		}
		return outcome;
	}

	private Outcome instance(JsonNode command) {
		Made<Component> made = this.definitions.get(command.get("definition").asString());
		if (made == null) {
			throw new AssertionError("no definition for " + command);
		}
		this.current = null;
		remember(command.path("name").asString(""), made);
		return made.thing != null ? Outcome.PASSED : new Outcome.Skipped(made.feature);
	}

	private void remember(String name, Made<Component> made) {
		Made<ComponentInstance> instance = made.thing != null ? Made.of(instantiate(made.thing))
				: Made.refused(made.feature);
		this.current = instance;
		this.instances.put(name, instance);
	}

	private @Nullable Made<ComponentInstance> target(JsonNode action) {
		String name = action.path("instance").asString("");
		return name.isEmpty() ? this.current : this.instances.get(name);
	}

	private Outcome returns(JsonNode command) {
		Made<ComponentInstance> target = target(command.get("action"));
		if (target == null) {
			throw new AssertionError("no instance, because making it failed");
		}
		if (target.thing == null) {
			return new Outcome.Skipped(target.feature);
		}
		ExportedFunction function = function(target.thing, command.get("action"));
		Object returned = function.call(arguments(function.type(), command.get("action")));
		if (command.has("expected")) {
			compare(function.type(), command.get("expected"), returned);
		}
		return Outcome.PASSED;
	}

	private static void compare(FunctionType type, JsonNode expected, @Nullable Object returned) {
		if (expected.size() != (type.result() != null ? 1 : 0)) {
			throw new AssertionError("expected " + expected + " from a function of type " + type);
		}
		Object value = type.result() != null ? SpecValues.read(type.result(), expected.get(0)) : null;
		if (!SpecValues.same(value, returned)) {
			throw new AssertionError("expected " + value + " but was " + returned);
		}
	}

	private Outcome traps(JsonNode command) {
		Made<ComponentInstance> target = target(command.get("action"));
		if (target == null) {
			throw new AssertionError("no instance, because making it failed");
		}
		if (target.thing == null) {
			return new Outcome.Skipped(target.feature);
		}
		if (target.thing.hasTrapped() && !command.get("message").asString().contains("cannot enter")) {
			throw new AssertionError("the instance has trapped before, so that its trap would prove nothing");
		}
		ExportedFunction function = function(target.thing, command.get("action"));
		Object[] arguments = arguments(function.type(), command.get("action"));
		return trap(() -> function.call(arguments));
	}

	private Outcome trapsAtStart(JsonNode command) {
		Made<Component> made;
		if (command.has("instantiate")) {
			made = Objects.requireNonNull(this.definitions.get(command.get("instantiate").asString()));
		}
		else {
			try {
				made = Made.of(load(command));
			}
			catch (UnsupportedFeatureException ex) {
				return new Outcome.Refused(ex.feature());
			}
		}
		if (made.thing == null) {
			return new Outcome.Skipped(made.feature);
		}
		Component component = made.thing;
		return trap(() -> instantiate(component));
	}

	/** The guest's own fault, not the host's or the clock's. */
	private static Outcome trap(Attempt attempt) {
		try {
			attempt.run();
		}
		catch (TrapException ex) {
			if (List.of(WasmTrap.Reason.INTERRUPTED, WasmTrap.Reason.LIMIT, WasmTrap.Reason.HOST, WasmTrap.Reason.OTHER)
				.contains(ex.reason())) {
				throw new AssertionError("trapped for the wrong reason " + ex.reason(), ex);
			}
			return Outcome.PASSED;
		}
		throw new AssertionError("no trap");
	}

	private static Outcome refused(Class<? extends ComponentException> expected, Attempt attempt) {
		try {
			attempt.run();
		}
		catch (UnsupportedFeatureException ex) {
			return new Outcome.Refused(ex.feature());
		}
		catch (ComponentException ex) {
			if (ex.getClass() == expected) {
				return Outcome.PASSED;
			}
			throw new AssertionError("refused with " + ex.getClass().getSimpleName() + " in place of "
					+ expected.getSimpleName() + ": " + ex.getMessage(), ex);
		}
		throw new AssertionError("accepted; " + expected.getSimpleName() + " is right");
	}

	private static ExportedFunction function(ComponentInstance instance, JsonNode action) {
		String field = action.get("field").asString();
		return instance.function(field).orElseThrow(() -> new AssertionError("no exported function " + field));
	}

	private static Object[] arguments(FunctionType type, JsonNode action) {
		JsonNode json = action.get("args");
		if (json.size() != type.params().size()) {
			throw new AssertionError("the script has arguments " + json + " for " + type);
		}
		Object[] arguments = new Object[json.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = SpecValues.read(type.params().get(i).type(), json.get(i));
		}
		return arguments;
	}

}
