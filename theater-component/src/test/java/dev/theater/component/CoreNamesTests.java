package dev.theater.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.theater.component.type.ComponentException;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.GuestWatch;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.theater.component.type.FunctionType.param;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the names of a core module's imports and exports mean, in both families. */
class CoreNamesTests {

	private static final FunctionType LOG = FunctionType.of(null, param("msg", PrimitiveType.STRING));

	private static final FunctionType GREET = FunctionType.of(PrimitiveType.STRING,
			param("name", PrimitiveType.STRING));

	private final List<Object> logged = Collections.synchronizedList(new ArrayList<>());

	private final HostInterface host = HostInterface.builder("test:core/host@1.4.0")
		.function("log", LOG, (context, arguments) -> {
			this.logged.add(arguments[0]);
			return null;
		})
		.build();

	private final World world = World.builder()
		.imports(this.host)
		.export("test:core/api@0.2.3", "greet", GREET)
		.export("test:core/api@0.2.3", "posts", FunctionType.of(PrimitiveType.U32))
		.build();

	private LinkedComponent link(byte[] module, WasmEngine.Mode mode) {
		return new Linker().with(this.host).link(Component.load(WasmEngine.of(mode), module, this.world));
	}

	private LinkedComponent link(byte[] module) {
		return link(module, WasmEngine.Mode.INTERPRETER);
	}

	private static byte[] renamed(String module, UnaryOperator<String> exports) {
		return RenamedModule.rename(TestComponents.bytes(module), (name) -> name, exports);
	}

	/** The export of the first name gets the second, whatever had it before another. */
	private static byte[] renamed(String module, String from, String to) {
		return renamed(module, (name) -> name.equals(from) ? to : name.equals(to) ? "unused" : name);
	}

	@ParameterizedTest
	@CsvSource({ "legacy,COMPILER", "legacy,INTERPRETER", "modern,COMPILER", "modern,INTERPRETER" })
	void bothFamiliesSayTheSame(String module, WasmEngine.Mode mode) {
		LinkedComponent linked = link(TestComponents.bytes(module), mode);
		assertThat(linked.component().exports()).singleElement()
			.satisfies((export) -> assertThat(export.functions())
				.isEqualTo(Map.of("greet", GREET, "posts", FunctionType.of(PrimitiveType.U32))));
		assertThat(this.logged).isEmpty();
		ComponentInstance instance = linked.instantiate(InstanceOptions.DEFAULTS);
		assertThat(this.logged).containsExactly("ready");
		ExportedFunction posts = instance.function("test:core/api@0.2.0", "posts").orElseThrow();
		assertThat(posts.call()).isEqualTo(0L);
		ExportedFunction greet = instance.function("test:core/api@0.2.0", "greet").orElseThrow();
		assertThat(greet.call("you")).isEqualTo("you");
		assertThat(posts.call()).isEqualTo(1L);
		assertThat(greet.call("")).isEqualTo("");
		assertThat(posts.call()).isEqualTo(2L);
		assertThat(this.logged).containsExactly("ready", "you", "");
		linked.instantiate(InstanceOptions.DEFAULTS);
		assertThat(this.logged).containsExactly("ready", "you", "", "ready");
	}

	@ParameterizedTest
	@ValueSource(strings = { "legacy", "modern" })
	void aModuleNeedsNoPostReturnAndNoInitialiser(String module) {
		byte[] bare = renamed(module, (name) -> name.contains("post_") || name.endsWith("_post") ? "a"
				: name.endsWith("_initialize") ? "b" : name);
		ComponentInstance instance = link(bare).instantiate(InstanceOptions.DEFAULTS);
		assertThat(this.logged).isEmpty();
		assertThat(instance.function("test:core/api@0.2.3", "greet").orElseThrow().call("you")).isEqualTo("you");
		assertThat(instance.function("test:core/api@0.2.3", "posts").orElseThrow().call()).isEqualTo(0L);
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void anInitialiserThatDoesNotEndIsStopped(WasmEngine.Mode mode) {
		LinkedComponent linked = link(renamed("legacy", "spin", "_initialize"), mode);
		AtomicInteger entered = new AtomicInteger();
		GuestWatch deadline = new GuestWatch() {
			@Override
			public void enterGuest() {
				entered.incrementAndGet();
				Thread.currentThread().interrupt();
			}

			@Override
			public void leaveGuest() {
				Thread.interrupted();
			}
		};
		assertThatExceptionOfType(TrapException.class)
			.isThrownBy(() -> linked.instantiate(InstanceOptions.DEFAULTS.withWatch(deadline)))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.INTERRUPTED));
		assertThat(entered).hasPositiveValue();
		assertThat(Thread.interrupted()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void aStartSectionMayNotCallImportsThatNeedTheMemory(WasmEngine.Mode mode) {
		LinkedComponent linked = link(TestComponents.bytes("starts"), mode);
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> linked.instantiate(InstanceOptions.DEFAULTS))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.INDIRECT_CALL));
		assertThat(this.logged).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "legacy,_initialize", "modern,cm32p2_initialize" })
	void anInitialiserThatTrapsGivesNoInstance(String module, String initialize) {
		LinkedComponent linked = link(renamed(module, "trap", initialize));
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> linked.instantiate(InstanceOptions.DEFAULTS))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.UNREACHABLE));
	}

	@ParameterizedTest
	@CsvSource({ "legacy,_initialize", "modern,cm32p2_initialize", "legacy,cabi_realloc", "modern,cm32p2_realloc",
			"legacy,memory", "modern,cm32p2_memory" })
	void refusesAnExportWhoseTypeIsNotWhatItsNameSays(String module, String name) {
		assertRefused(renamed(module, "takes-one", name), "\"" + name + "\" is (func (param i32))");
	}

	@ParameterizedTest
	@CsvSource({ "legacy,cabi_post_test:core/api@0.2.1#greet", "modern,cm32p2|test:core/api@0.2|greet_post" })
	void refusesAPostReturnOfAnotherType(String module, String name) {
		assertRefused(renamed(module, "trap", name), "\"" + name + "\" is (func); its name says (func (param i32))");
	}

	@ParameterizedTest
	@CsvSource({ "legacy,memory", "modern,cm32p2_memory", "legacy,cabi_realloc", "modern,cm32p2_realloc" })
	void refusesAModuleWithoutTheMemoryOrAllocatorThatItsTypesNeed(String module, String name) {
		assertRefused(renamed(module, (each) -> each.equals(name) ? "elsewhere" : each), "\"" + name + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "modern,cabi_realloc", "modern,_initialize", "modern,cabi_post_x", "modern,a:b/c#d",
			"legacy,cm32p2_initialize", "legacy,cm32p2_realloc", "legacy,cm32p2|a:b/c|d" })
	void refusesToMixTheFamilies(String module, String name) {
		assertRefused(renamed(module, "trap", name), "mixes two families of canonical names");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cm32p2_start", "cm32p2x", "cm32p2|test:core/api@0.2", "cm32p2" })
	void refusesNamesThatTheNewerFamilyDoesNotKnow(String name) {
		assertRefused(renamed("modern", "trap", name), "\"" + name + "\" is no canonical name");
	}

	@Test
	void namesFunctionsOutsideOfInterfaces() {
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> link(renamed("modern", "trap", "cm32p2||run")))
			.withMessageContaining("\"cm32p2||run\": the module exports it outside of any interface");
		byte[] root = RenamedModule.rename(TestComponents.bytes("modern"), (name) -> "cm32p2", (name) -> name);
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> link(root))
			.withMessageContaining("\"cm32p2\" \"log\": a core import that is not of an interface");
		byte[] legacy = RenamedModule.rename(TestComponents.bytes("legacy"), (name) -> "$root", (name) -> name);
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> link(legacy))
			.withMessageContaining("\"$root\" \"log\": a core import that is not of an interface");
	}

	@Test
	void refusesAnIncompatibleVersionInANewerName() {
		byte[] other = RenamedModule.rename(TestComponents.bytes("modern"), (name) -> "cm32p2|test:core/host@2",
				(name) -> name);
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> link(other))
			.withMessageContaining("test:core/host@2: is not offered by the host; offered are: test:core/host@1.4.0");
		byte[] export = renamed("modern", "takes-one", "cm32p2|test:core/api@0.3|greet");
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> link(export))
			.withMessageContaining("has no such interface, only: test:core/api@0.2.3");
	}

	private void assertRefused(byte[] module, String message) {
		assertThatExceptionOfType(ComponentException.class).isThrownBy(() -> link(module))
			.isInstanceOf(InvalidComponentException.class)
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(((InvalidComponentException) ex).rule())
				.isEqualTo(ValidationRule.CANONICAL_NAMES));
	}

}
