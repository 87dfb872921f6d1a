package dev.theater.component;

import java.util.List;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.WasmEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.theater.component.type.RecordType.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Imports of components from files, matched with what a host offers. */
class ComponentImportTests {

	private static final WasmEngine.Mode MODE = WasmEngine.Mode.INTERPRETER;

	private static final FunctionType NUMBER = FunctionType.of(PrimitiveType.U32);

	private static final FunctionType TEXT = FunctionType.of(PrimitiveType.STRING);

	private static final ValueType POINT = RecordType.of(field("x", PrimitiveType.S32), field("y", PrimitiveType.S32));

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void importsSeveralVersionsAtOnce(WasmEngine.Mode mode) {
		Linker linker = new Linker().with(number("test:ver/sion@1.2.0", 3), text("test:ver/sion@2.0.0", "seven77"),
				number("test:ver/sion@0.2.1", 5));
		assertThat(all(linker, mode)).isEqualTo(30_705L);
	}

	@Test
	void takesACompatibleVersionForEach() {
		Linker linker = new Linker().with(text("test:ver/sion@2.7.1", "seven77"), number("test:ver/sion@1.0.0", 3),
				number("test:ver/sion@0.2.9", 5));
		assertThat(all(linker, MODE)).isEqualTo(30_705L);
	}

	@Test
	void takesTheExactVersionBeforeANewerOne() {
		Linker linker = new Linker().with(number("test:ver/sion@1.9.0", 9), number("test:ver/sion@1.2.0", 3),
				text("test:ver/sion@2.0.0", "seven77"), number("test:ver/sion@0.2.1", 5));
		assertThat(all(linker, MODE)).isEqualTo(30_705L);
	}

	@Test
	void takesTheNewestOfSeveralCompatibleVersions() {
		Linker linker = new Linker().with(number("test:ver/sion@1.9.0", 9), number("test:ver/sion@1.10.0", 3),
				number("test:ver/sion@1.0.3", 1), text("test:ver/sion@2.0.0", "seven77"),
				number("test:ver/sion@0.2.1", 5));
		assertThat(all(linker, MODE)).isEqualTo(30_705L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "test:ver/sion@0.3.0", "test:ver/sion@0.1.0", "test:ver/sion@0.2.1-rc.1", "test:ver/sion",
			"test:ver/other@0.2.1" })
	void refusesAnIncompatibleVersion(String offered) {
		Linker linker = new Linker().with(number("test:ver/sion@1.2.0", 3), text("test:ver/sion@2.0.0", "two"),
				number(offered, 5));
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(() -> linker.link(TestComponents.load(MODE, "versions")))
			.satisfies((ex) -> assertThat(ex.mismatches()).singleElement()
				.satisfies((mismatch) -> assertThat(mismatch.path()).isEqualTo("test:ver/sion@0.2.1"))
				.asString()
				.contains("is not offered by the host; offered are: test:ver/sion@1.2.0, test:ver/sion@2.0.0, "
						+ offered));
	}

	@Test
	void checksTheTypesOfACompatibleVersion() {
		Linker linker = new Linker().with(number("test:ver/sion@1.3.0", 3), number("test:ver/sion@2.1.0", 2),
				number("test:ver/sion@0.2.1", 5));
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(() -> linker.link(TestComponents.load(MODE, "versions")))
			.satisfies((ex) -> assertThat(ex.mismatches()).containsExactly(new LinkException.Mismatch(
					"test:ver/sion@2.0.0.get",
					"the component imports func() -> string; the host's test:ver/sion@2.1.0 offers func() -> u32")));
	}

	@Test
	void namesEveryMismatchOfEveryInterfaceAtOnce() {
		Linker linker = new Linker().with(HostInterface.builder("test:ver/sion@1.2.0").build(),
				number("test:ver/sion@2.0.0", 2));
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(() -> linker.link(TestComponents.load(MODE, "versions")))
			.withMessageStartingWith("the component does not fit this host: 3 mismatches\n")
			.withMessageContaining("\n  test:ver/sion@1.2.0.get: the component imports func() -> u32; the host's"
					+ " test:ver/sion@1.2.0 has no such function, only: none")
			.withMessageContaining("\n  test:ver/sion@2.0.0.get: the component imports func() -> string; the host"
					+ " offers func() -> u32")
			.withMessageContaining("\n  test:ver/sion@0.2.1: is not offered by the host");
	}

	@Test
	void refusesEveryKindOfImportButInterfacesByName() {
		Component component = TestComponents.load(MODE, "imports");
		HostInterface half = HostInterface.builder("test:some/where")
			.function("f", FunctionType.of(null), (context, arguments) -> null)
			.build();
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> new Linker().with(half).link(component))
			.satisfies((ex) -> assertThat(ex.mismatches()).extracting(LinkException.Mismatch::path)
				.containsExactly("a-module", "a-component", "a-function", "an-instance",
						"url=<https://example.org/f.wasm>", "unlocked-dep=<a:b@{>=1.0.0}>", "locked-dep=<a:c@1.0.0>",
						"integrity=<sha256-LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=>", "test:some/where.g"))
			.withMessageContaining("a-module: imports of core modules are not supported")
			.withMessageContaining("a-component: imports of components are not supported")
			.withMessageContaining(
					"a-function: the component imports the function by itself, func(a: u32) -> string; functions that"
							+ " the host offers so are: none; offer it with Linker.withFunction")
			.withMessageContaining("an-instance: is not offered by the host")
			.withMessageContaining("url=<https://example.org/f.wasm>: imports that point at another component");
	}

	@Test
	void showsTheKindAndTypesOfEveryImport() {
		Component component = TestComponents.load(MODE, "imports");
		assertThat(component.imports()).extracting(ComponentImport::kind)
			.containsExactly(ItemKind.CORE_MODULE, ItemKind.COMPONENT, ItemKind.FUNCTION, ItemKind.INTERFACE,
					ItemKind.TYPE, ItemKind.INTERFACE, ItemKind.INTERFACE, ItemKind.COMPONENT, ItemKind.COMPONENT,
					ItemKind.INTERFACE);
		assertThat(component.imports().get(2).functions().get("a-function")).hasToString("func(a: u32) -> string");
		assertThat(component.imports().get(4).types()).isEqualTo(Map.of("a-type", PrimitiveType.STRING));
	}

	@Test
	void aFunctionByItselfIsComparedWithTheHosts() {
		FunctionType wanted = FunctionType.of(PrimitiveType.STRING, FunctionType.param("a", PrimitiveType.U32));
		Component component = TestComponents.load(MODE, "imports");
		Linker linker = new Linker().withFunction("another", NUMBER, (context, arguments) -> 1L);
		Linker right = linker.withFunction("a-function", wanted, (context, arguments) -> "x");
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> right.link(component))
			.satisfies((ex) -> assertThat(ex.mismatches()).extracting(LinkException.Mismatch::path)
				.doesNotContain("a-function"));
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> linker.link(component))
			.withMessageContaining("functions that the host offers so are: another");
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(() -> linker.withFunction("a-function", NUMBER, (context, arguments) -> 1L).link(component))
			.withMessageContaining(
					"a-function: the component imports func(a: u32) -> string; the host offers func() -> u32");
		assertThatIllegalArgumentException().isThrownBy(() -> right.withFunction("another", NUMBER, (c, a) -> 1L))
			.withMessageContaining("the function another is offered twice");
		assertThatIllegalArgumentException().isThrownBy(() -> right.withFunction("a:b/c", NUMBER, (c, a) -> 1L))
			.withMessageContaining("\"a:b/c\" is not a label");
	}

	@Test
	void offersAnInterfaceOfAPlainName() {
		HostInterface plain = HostInterface.builder("an-instance")
			.function("f", FunctionType.of(null), (context, arguments) -> null)
			.build();
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(() -> new Linker().with(plain).link(TestComponents.load(MODE, "imports")))
			.satisfies((ex) -> assertThat(ex.mismatches()).extracting(LinkException.Mismatch::path)
				.doesNotContain("an-instance", "an-instance.f"));
	}

	@Test
	void anInstanceOfTypesAloneIsComparedWithTheHostsTypes() {
		Component component = TestComponents.load(MODE, "types-only");
		FunctionType move = FunctionType.of(POINT, FunctionType.param("p", POINT));
		HostInterface user = HostInterface.builder("test:only/user@1.0.0")
			.type("point", POINT)
			.function("move", move, (context, arguments) -> arguments[0])
			.build();
		HostInterface types = HostInterface.builder("test:only/types@1.4.0")
			.type("point", POINT)
			.type("colour", PrimitiveType.U8)
			.type("more", PrimitiveType.U8)
			.build();
		assertThatCode(() -> new Linker().with(user, types).link(component)).doesNotThrowAnyException();
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> new Linker().with(user).link(component))
			.withMessageContaining("test:only/types@1.0.0: is not offered by the host");
		HostInterface swapped = HostInterface.builder("test:only/types@1.4.0")
			.type("point", RecordType.of(field("y", PrimitiveType.S32), field("x", PrimitiveType.S32)))
			.build();
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(() -> new Linker().with(user, swapped).link(component))
			.withMessageContaining("test:only/types@1.0.0.point: the component imports the type record { x: s32, y: s32"
					+ " }; the host's test:only/types@1.4.0 declares record { y: s32, x: s32 }")
			.withMessageContaining("test:only/types@1.0.0.colour: the component imports the type u8; the host's"
					+ " test:only/types@1.4.0 declares no such type, only: point");
	}

	@Test
	void theGuestsTypesAreNeverTrusted() {
		Component component = TestComponents.load(MODE, "types-only");
		HostInterface types = HostInterface.builder("test:only/types@1.0.0")
			.type("point", POINT)
			.type("colour", PrimitiveType.U8)
			.build();
		ValueType other = RecordType.of(field("x", PrimitiveType.S32), field("y", PrimitiveType.U32));
		HostInterface user = HostInterface.builder("test:only/user@1.0.0")
			.type("point", POINT)
			.function("move", FunctionType.of(other, FunctionType.param("p", POINT)),
					(context, arguments) -> arguments[0])
			.build();
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> new Linker().with(types, user).link(component))
			.satisfies((ex) -> assertThat(ex.mismatches())
				.containsExactly(new LinkException.Mismatch("test:only/user@1.0.0.move",
						"the component imports func(p: point) -> point; the host offers func(p: point) -> record"
								+ " { x: s32, y: u32 }; they differ in result.y: s32 and u32")));
	}

	@Test
	void linkingOneComponentTwiceGivesTwoIndependentResults() {
		Component component = TestComponents.load(MODE, "versions");
		List<HostInterface> rest = List.of(text("test:ver/sion@2.0.0", "seven77"), number("test:ver/sion@0.2.1", 5));
		LinkedComponent one = new Linker().with(rest).with(number("test:ver/sion@1.2.0", 1)).link(component);
		LinkedComponent two = new Linker().with(rest).with(number("test:ver/sion@1.2.0", 2)).link(component);
		assertThat(call(one)).isEqualTo(10_705L);
		assertThat(call(two)).isEqualTo(20_705L);
		assertThat(one.component()).isSameAs(two.component());
	}

	private static Object all(Linker linker, WasmEngine.Mode mode) {
		return call(linker.link(TestComponents.load(mode, "versions")));
	}

	private static Object call(LinkedComponent linked) {
		return linked.instantiate(InstanceOptions.DEFAULTS).function("all").orElseThrow().call();
	}

	private static HostInterface number(String name, long value) {
		return HostInterface.builder(name).function("get", NUMBER, (context, arguments) -> value).build();
	}

	private static HostInterface text(String name, String value) {
		return HostInterface.builder(name).function("get", TEXT, (context, arguments) -> value).build();
	}

}
