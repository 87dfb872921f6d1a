package dev.theater.component.wit;

import java.util.List;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.theater.component.type.FunctionType.param;
import static dev.theater.component.type.RecordType.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WitReaderTests {

	private static final ValueType TEXT = PrimitiveType.STRING;

	@ParameterizedTest
	@EnumSource(PrimitiveType.class)
	void readsPrimitiveTypes(PrimitiveType type) {
		assertThat(type("type t = " + type + ";")).isEqualTo(type);
	}

	@Test
	void readsTypesWithArguments() {
		assertThat(type("type t = list<u8>;")).isEqualTo(new ListType(PrimitiveType.U8));
		assertThat(type("type t = option<list<string>>;")).isEqualTo(new OptionType(new ListType(TEXT)));
		assertThat(type("type t = tuple<u8, string,>;")).isEqualTo(TupleType.of(PrimitiveType.U8, TEXT));
		assertThat(type("type t = result;")).isEqualTo(new ResultType(null, null));
		assertThat(type("type t = result<string>;")).isEqualTo(new ResultType(TEXT, null));
		assertThat(type("type t = result<_, string>;")).isEqualTo(new ResultType(null, TEXT));
		assertThat(type("type t = result<u8, string>;")).isEqualTo(new ResultType(PrimitiveType.U8, TEXT));
	}

	@Test
	void readsNamedTypesInAnyOrder() {
		WitInterface read = read("""
				record t { a: b, %record: list<c>, }
				type b = c;
				enum c { one, two }
				variant v { nothing, some(t) }
				flags f { x, y, }
				""");
		ValueType c = EnumType.of("one", "two");
		ValueType t = RecordType.of(field("a", c), field("record", new ListType(c)));
		assertThat(read.types().keySet()).containsExactly("t", "b", "c", "v", "f");
		assertThat(read.types()).containsEntry("t", t)
			.containsEntry("b", c)
			.containsEntry("v",
					new VariantType(List.of(new VariantType.Case("nothing", null), new VariantType.Case("some", t))))
			.containsEntry("f", FlagsType.of("x", "y"));
	}

	@Test
	void readsFunctions() {
		WitInterface read = read("""
				type id = string;
				none: func();
				%func: func(a: id, %list: u8) -> result<_, string>;
				get-URL2: func() -> id;
				""");
		assertThat(read.functions().keySet()).containsExactly("none", "func", "get-URL2");
		assertThat(read.functions().get("none")).isEqualTo(FunctionType.of(null));
		assertThat(read.functions().get("func"))
			.isEqualTo(FunctionType.of(new ResultType(null, TEXT), param("a", TEXT), param("list", PrimitiveType.U8)));
		assertThat(read.functions().get("get-URL2")).isEqualTo(FunctionType.of(TEXT));
	}

	@Test
	void readsUsesOfOtherInterfacesAndPackages() {
		Wit wit = Wit.parse("""
				package a:b@1.2.3;
				use c:d/e@0.1.0-rc.1 as other;
				use types as mine;
				interface types { record event { text: string } }
				interface one { use types.{event as happening, }; f: func() -> happening; }
				interface two { use one.{happening}; use other.{x, y as z}; g: func(h: happening, x: x) -> z; }
				interface three { use mine.{event}; use c:d/e@0.1.0-rc.1.{x}; }
				package c:d@0.1.0-rc.1 { interface e { type x = u8; type y = u16; } }
				""", "uses.wit");
		ValueType event = RecordType.of(field("text", TEXT));
		assertThat(wit.interfaces()).containsExactly("c:d/e@0.1.0-rc.1", "a:b/types@1.2.3", "a:b/one@1.2.3",
				"a:b/two@1.2.3", "a:b/three@1.2.3");
		assertThat(wit.interfaceOf("a:b/two@1.2.3").functions().get("g"))
			.isEqualTo(FunctionType.of(PrimitiveType.U16, param("h", event), param("x", PrimitiveType.U8)));
		assertThat(wit.interfaceOf("a:b/three@1.2.3").types()).containsEntry("event", event)
			.containsEntry("x", PrimitiveType.U8);
	}

	@Test
	void readsTextsThatReferToAnEarlierOne() {
		Wit earlier = Wit.parse("package a:b; interface types { type id = string; }", "earlier.wit");
		Wit both = earlier.toBuilder()
			.text("package c:d; interface i { use a:b/types.{id}; f: func(id: id); }", "later.wit")
			.build();
		assertThat(both.interfaceOf("c:d/i").functions().get("f")).isEqualTo(FunctionType.of(null, param("id", TEXT)));
		assertThat(earlier.interfaces()).containsExactly("a:b/types");
	}

	@Test
	void readsTextsInAnyOrder() {
		Wit wit = Wit.builder()
			.text("package c:d; interface i { use a:b/types.{id}; }", "first.wit")
			.text("package a:b; interface types { type id = string; }", "second.wit")
			.build();
		assertThat(wit.interfaceOf("c:d/i").types()).containsEntry("id", TEXT);
	}

	@Test
	void readsWorlds() {
		Wit wit = Wit.parse("""
				package a:b;
				interface host { log: func(m: string); }
				interface guest { run: func(); }
				world base { import host; import plain: func(x: u8) -> u8; export other: func(); }
				world all {
					include base with { plain as renamed }
					type id = u32;
					import helper: interface { help: func() -> string; }
					import a:b/guest;
					export guest;
					export of-id: func(id: id);
				}
				""", "worlds.wit");
		assertThat(wit.worlds()).containsExactly("a:b/base", "a:b/all");
		WitWorld all = wit.world("a:b/all");
		assertThat(all.imports().keySet()).containsExactly("a:b/host", "renamed", "helper", "a:b/guest");
		assertThat(all.exports().keySet()).containsExactly("other", "a:b/guest", "of-id");
		assertThat(all.exports()).containsEntry("of-id",
				new WitWorld.Item.Function(FunctionType.of(null, param("id", PrimitiveType.U32))));
		assertThat(all.imports().get("helper")).isInstanceOfSatisfying(WitWorld.Item.Interface.class,
				(helper) -> assertThat(helper.type().functions()).containsEntry("help", FunctionType.of(TEXT)));
	}

	@Test
	void keepsDocComments() {
		WitInterface read = Wit.parse("""
				package a:b;
				// not this
				/// What it is.
				///   More of it.
				interface i {
					/** An id. */
					type id = string;
					/**
					 * First.
					 * Second.
					 */
					f: func(); /* none */ g: func();
				}
				""", "docs.wit").interfaceOf("a:b/i");
		assertThat(read.docs()).isEqualTo("What it is.\n  More of it.");
		assertThat(read.body().docs()).containsOnlyKeys("id", "f")
			.containsEntry("id", "An id.")
			.containsEntry("f", "First.\nSecond.");
	}

	@Test
	void readsNestedComments() {
		assertThat(type("/* a /* b */ c */ type /* d */ t = u8; // e")).isEqualTo(PrimitiveType.U8);
	}

	@Test
	void leavesOutWhatIsBehindAFeature() {
		String text = """
				package a:b@1.1.0;
				@since(version = 1.0.0)
				interface i {
					@since(version = 1.1.0) @deprecated(version = 1.1.0)
					old: func();
					@unstable(feature = new-things)
					type id = string;
					@unstable(feature = new-things)
					fresh: func(id: id);
				}
				@unstable(feature = new-things)
				interface j {}
				""";
		assertThat(Wit.parse(text, "gates.wit").interfaces()).containsExactly("a:b/i@1.1.0");
		assertThat(Wit.parse(text, "gates.wit").interfaceOf("a:b/i@1.1.0").functions()).containsOnlyKeys("old");
		Wit all = Wit.builder().feature("new-things").text(text, "gates.wit").build();
		assertThat(all.interfaces()).containsExactly("a:b/i@1.1.0", "a:b/j@1.1.0");
		assertThat(all.interfaceOf("a:b/i@1.1.0").functions()).containsOnlyKeys("old", "fresh");
	}

	@ParameterizedTest
	@ValueSource(strings = { "resource r;", "resource r { constructor(a: u8); m: func() -> u8; s: static func(); }",
			"f: async func();", "f: func(s: stream<u8>);", "f: func() -> future<string>;", "f: func() -> future;",
			"type m = map<string, u8>;", "type l = list<u8, 4>;", "f: func(e: error-context);",
			"resource r; f: func(x: borrow<r>) -> own<r>;" })
	void refusesUnsupportedInterfacesWhenTheyAreAskedFor(String items) {
		Wit wit = Wit.parse(
				"package a:b;\ninterface i { type id = string; " + items + "}\ninterface j {"
						+ " use i.{id}; f: func(id: id); }\nworld w { import i; } world v { import j; }",
				"unsupported.wit");
		assertThat(wit.interfaceOf("a:b/j").functions()).containsEntry("f", FunctionType.of(null, param("id", TEXT)));
		assertThat(wit.world("a:b/v").imports()).containsOnlyKeys("a:b/j");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> wit.interfaceOf("a:b/i"))
			.withMessageStartingWith("unsupported.wit:2:")
			.withMessageEndingWith("which this host does not support")
			.satisfies((ex) -> assertThat(ex.unsupportedFeature()).isPresent());
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> wit.world("a:b/w"))
			.withMessageStartingWith("unsupported.wit:2:");
	}

	@Test
	void printsAnInterfaceAsItCanBeReadAgain() {
		WitInterface read = Wit.parse("""
				package a:b@1.0.0;
				interface types { record event { %type: string } }
				/// Docs.
				interface i {
					use types.{event as e};
					/// An id.
					type id = string;
					variant v { none, some(list<e>) }
					enum n { one } flags g { x }
					f: func(%use: tuple<id, option<v>>) -> result<_, n>;
					g2: func() -> g;
				}
				""", "print.wit").interfaceOf("a:b/i@1.0.0");
		assertThat(read).hasToString("""
				package a:b@1.0.0;

				/// Docs.
				interface i {
				  use types.{event as e};

				  /// An id.
				  type id = string;

				  variant v {
				    none,
				    some(list<e>),
				  }

				  enum n {
				    one,
				  }

				  flags g {
				    x,
				  }

				  f: func(%use: tuple<id, option<v>>) -> result<_, n>;

				  g2: func() -> g;
				}
				""");
		WitInterface again = Wit.parse(read + "interface types { record event { %type: string } }", "again.wit")
			.interfaceOf("a:b/i@1.0.0");
		assertThat(again.types()).isEqualTo(read.types());
		assertThat(again.functions()).isEqualTo(read.functions());
		assertThat(again).hasToString(read.toString());
	}

	private static ValueType type(String definition) {
		ValueType type = read(definition).types().get("t");
		assertThat(type).isNotNull();
		return type;
	}

	private static WitInterface read(String items) {
		return Wit.parse("package a:b;\ninterface i {\n" + items + "\n}", "test.wit").interfaceOf("a:b/i");
	}

}
