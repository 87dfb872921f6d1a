package dev.theater.component.wit;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class WitRefusalTests {

	/** Items of an interface that begins on line 2, with the message's end. */
	static Stream<Arguments> wrongItems() {
		return Stream.of(
				arguments("record event { a: u8 } f: func(e: evnt);",
						"2:35: unknown type 'evnt' in a:b/i; did you mean 'event'?"),
				arguments("f: func(e: event);", "2:12: unknown type 'event' in a:b/i; there is none"),
				arguments("type t = u8; type t = u16;", "2:19: 't' is already defined at test.wit:2:6"),
				arguments("type t = u8; T: func();", "2:14: 'T' is already defined at test.wit:2:6"),
				arguments("type t = t;", "2:10: the type 't' contains itself; types cannot be recursive"),
				arguments("record a { b: b } record b { a: list<a> }",
						"2:38: the type 'a' contains itself; types cannot be recursive"),
				arguments("record r { }", "2:10: no field between '{' and '}'; at least one is needed"),
				arguments("variant v {}", "2:11: no case between '{' and '}'; at least one is needed"),
				arguments("enum e {}", "2:8: no case between '{' and '}'; at least one is needed"),
				arguments("flags f {}", "2:9: no flag between '{' and '}'; at least one is needed"),
				arguments("type t = tuple<>;", "2:10: a tuple without any item; at least one is needed"),
				arguments("record r { a: u8, A: u8 }", "2:8: the field \"A\" twice; names may not differ in case only"),
				arguments("enum e { x, x }", "2:6: the case \"x\" twice; names may not differ in case only"),
				arguments("f: func(a: u8, a: u8);",
						"2:1: the parameter \"a\" twice; names may not differ in case only"),
				arguments("record r { record: u8 }",
						"2:12: 'record' is a keyword; as the name of a field it is written '%record'"),
				arguments("f: func(x: record);",
						"2:12: 'record' is a keyword and no type; as the name of a type it is written '%record'"),
				arguments("type t = u8", "3:1: unexpected '}'; ';' after a type is needed here"),
				arguments("f: func()", "3:1: unexpected '}'; ';' after a function is needed here"),
				arguments("f func();", "2:3: unexpected 'func'; ':' after the name of a function is needed here"),
				arguments("f: fun();", "2:4: unexpected 'fun'; 'func' where a function's type begins is needed here"),
				arguments("f: func() -> (a: u8);",
						"2:14: unexpected '('; one type, since functions have no named"
								+ " results any more, is needed here"),
				arguments("type t = list;", "2:14: unexpected ';'; '<' after 'list' is needed here"),
				arguments("type t = list<u8;", "2:17: unexpected ';'; '>' after the type in 'list<' is needed here"),
				arguments("type t = result<_>;", "2:18: unexpected '>'; ',' after '_' in 'result<' is needed here"),
				arguments("record r { a: u8 b: u8 }", "2:18: unexpected 'b'; '}' or ',' after a field is needed here"),
				arguments("type get_url = u8;",
						"2:6: 'get_url' is not a name; names are words joined by hyphens, each"
								+ " word all lower or all upper case, such as 'get-chain'"),
				arguments("type getUrl = u8;",
						"2:6: 'getUrl' is not a name; names are words joined by hyphens, each"
								+ " word all lower or all upper case, such as 'get-chain'"),
				arguments("type a- = u8;",
						"2:6: 'a-' is not a name; names are words joined by hyphens, each"
								+ " word all lower or all upper case, such as 'get-chain'"),
				arguments("type ä = u8;",
						"2:6: unexpected character U+00E4; names are ASCII words joined by hyphens,"
								+ " such as 'get-chain'"),
				arguments("type t = u8; #",
						"2:14: unexpected character '#'; names are ASCII words joined by hyphens,"
								+ " such as 'get-chain'"),
				arguments("/* type t = u8;", "2:1: a comment without its end; '*/' is missing"),
				arguments("// right \u202e left\n",
						"2:10: unexpected character U+202E; control characters and"
								+ " overrides of the writing direction are not allowed"),
				arguments("use typs.{a};", "2:5: unknown interface 'typs'; did you mean 'types'?"),
				arguments("use types.{ix};", "2:12: unknown type 'ix' in a:b/types; did you mean 'id'?"),
				arguments("use c:d/types.{id};", "2:5: unknown package 'c:d'; did you mean 'a:b'?"),
				arguments("use a:b/types@1.0.0.{id};", "2:5: unknown package 'a:b@1.0.0'; known are: a:b"),
				arguments("use types@1.0.0.{id};",
						"2:10: unexpected '@'; '.' after an interface, as in 'use types.{event}' is needed here"),
				arguments("use types.{};", "2:11: no name between '{' and '}'; at least one is needed"),
				arguments("use w.{id};", "2:5: 'w' is a world; an interface is needed here"),
				arguments("@since(version = 1.0) f: func();",
						"2:18: '1.0' is not a version such as 1.0.0 or 0.2.0-rc.1"),
				arguments("@since(version = 01.0.0) f: func();",
						"2:18: '01.0.0' is not a version such as 1.0.0 or 0.2.0-rc.1"),
				arguments("@sinc(version = 1.0.0) f: func();",
						"2:2: unexpected 'sinc'; one of 'since', 'unstable' and 'deprecated' is needed here"),
				arguments("@since(version = 1.0.0) @unstable(feature = x) f: func();",
						"2:25: both @since and @unstable on one item; one of them is right"),
				arguments("@external-id(\"x\") f: func();",
						"2:1: this item uses external ids, which this host does not support"),
				arguments("@unstable(feature = x) type t = u8; f: func(t: t);",
						"2:48: the type 't' is behind the feature 'x', which is not enabled"),
				arguments("flags f { " + IntStream.range(0, 33).mapToObj((i) -> "x" + i).collect(joining(", ")) + " }",
						"2:7: flags with 33 names; at most 32 are allowed"));
	}

	@ParameterizedTest
	@MethodSource("wrongItems")
	void refusesWrongItems(String items, String message) {
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.parse(
				"package a:b; interface types { type id = string; } world w {} interface i {\n" + items + "\n}",
				"test.wit"))
			.withMessage("test.wit:" + message)
			.satisfies((ex) -> {
				assertThat(ex.source()).isEqualTo("test.wit");
				assertThat(message).startsWith(ex.line() + ":" + ex.column() + ":");
			});
	}

	static Stream<Arguments> wrongTexts() {
		return Stream.of(
				arguments("interface i {}",
						"1:11: an interface, world or 'use' without a package; the text begins"
								+ " with 'package namespace:name;'"),
				arguments("package a;",
						"1:10: unexpected ';'; ':' after a namespace, as in 'namespace:package' is" + " needed here"),
				arguments("package a:b@1;", "1:13: '1' is not a version such as 1.0.0 or 0.2.0-rc.1"),
				arguments("package a:b@;", "1:13: ';' is not a version such as 1.0.0 or 0.2.0-rc.1"),
				arguments("package a:b; package c:d;",
						"1:14: a package declaration that is not the first of its text;"
								+ " further packages of a text are written in braces"),
				arguments("package a:b { package c:d {} }",
						"1:15: a package inside a package; packages in braces stand at the top of a text"),
				arguments("package a:b {} package a:b {}", "1:24: the package a:b twice; first at test.wit:1:9"),
				arguments("package a:b; interface i {} interface i {}", "1:39: 'i' twice in the package a:b"),
				arguments("package a:b; interface i {} world i {}", "1:35: 'i' twice in the package a:b"),
				arguments("package a:b; interfac i {}",
						"1:14: unexpected 'interfac'; one of 'package', 'use',"
								+ " 'interface' and 'world' is needed here"),
				arguments("package a:b; interface i {",
						"1:27: unexpected the end of the text; a type, a 'use', a function or '}' is needed here"),
				arguments("package a:b; interface i",
						"1:25: unexpected the end of the text; '{' after the name of an" + " interface is needed here"),
				arguments("package a:b; world w { import host; }", "1:31: unknown interface 'host'; there is none"),
				arguments("package a:b; interface host {} world w { import hst; }",
						"1:49: unknown interface 'hst'; did you mean 'host'?"),
				arguments("package a:b; world w { include v; }", "1:32: unknown world 'v'; did you mean 'w'?"),
				arguments("package a:b; world w { include w; }",
						"1:32: worlds that include each other in a circle: a:b/w → a:b/w"),
				arguments("package a:b; world v { include w; } world w { include v; }",
						"1:55: worlds that include each other in a circle: a:b/v → a:b/w → a:b/v"),
				arguments("package a:b; world v { import f: func(); } world w { include v; include v; }",
						"1:73: the import 'f' twice; of an included world it can be renamed: with { f as other }"),
				arguments("package a:b; world v { import f: func(); } world w { include v with { g as h } }",
						"1:71: 'g' is no import or export of a:b/v; did you mean 'f'?"),
				arguments("package a:b; world w { export f: func(); export f: func(); }",
						"1:49: the export 'f' twice; of an included world it can be renamed: with { f as other }"),
				arguments("package a:b; world w { import f: g; }",
						"1:35: unexpected ';'; '/' after a package, as in"
								+ " 'namespace:package/interface' is needed here"),
				arguments("package a:b; world w { f: func(); }",
						"1:24: unexpected 'f'; 'import', 'export', 'include',"
								+ " 'use', a type or '}' is needed here"),
				arguments("package a:b; use c:d/e;  use f:g/e; interface i {}", "1:30: 'e' is used twice in this text"),
				arguments("package a:b@1.0.0; @since(version = 1.1.0) interface i {}",
						"1:20: @since(version = 1.1.0) in the package a:b@1.0.0, which is older than that"),
				arguments("package a:b@1.0.0; @unstable(feature = x) interface i {} world w { import i; }",
						"1:75: the interface 'i' is behind the feature 'x', which is not enabled"));
	}

	@ParameterizedTest
	@MethodSource("wrongTexts")
	void refusesWrongTexts(String text, String message) {
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.parse(text, "test.wit"))
			.withMessage("test.wit:" + message);
	}

	@ParameterizedTest
	@ValueSource(ints = { 101, 10_000, 700_000 })
	void refusesDeepTypesWithoutADeepStack(int depth) {
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.parse("package a:b; interface i { type t = " + "list<".repeat(depth), "test.wit"))
			.withMessageContaining("a type nested deeper than 100 levels");
	}

	@Test
	void refusesLongChainsOfNames() {
		String chain = IntStream.range(0, 100_000)
			.mapToObj((i) -> "type t" + i + " = t" + (i + 1) + ";")
			.collect(joining("\n"));
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.parse("package a:b; interface i {" + chain + "}", "test.wit"))
			.withMessageContaining("stand in each other over more than 400 steps");
	}

	@Test
	void refusesTypesThatAreTooDeepByTheirNames() {
		String chain = "type t0 = u8;" + IntStream.range(0, 100)
			.mapToObj((i) -> "type t" + (i + 1) + " = list<t" + i + ">;")
			.collect(joining("\n"));
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.parse("package a:b; interface i {" + chain + "}", "test.wit"))
			.withMessageContaining("a type nested deeper than 100 levels");
	}

	@Test
	void refusesTypesThatAreTooLargeByTheirNames() {
		String chain = "type t0 = u8;" + IntStream.range(0, 40)
			.mapToObj((i) -> "type t" + (i + 1) + " = tuple<t" + i + ", t" + i + ">;")
			.collect(joining("\n"));
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.parse("package a:b; interface i {" + chain + "}", "test.wit"))
			.withMessageContaining("the effective size of a type is at most 1000000");
	}

	@Test
	void refusesTooManyParameters() {
		String params = IntStream.range(0, 1_001).mapToObj((i) -> "p" + i + ": u8").collect(joining(", "));
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.parse("package a:b; interface i { f: func(" + params + "); }", "test.wit"))
			.withMessageContaining("1001 parameters of 'f'; at most 1000 are allowed");
	}

	@Test
	void refusesWorldsThatIncludeEachOtherTooDeep() {
		String worlds = IntStream.range(0, 60)
			.mapToObj((i) -> "world w" + i + " { include w" + (i + 1) + "; }")
			.collect(joining("\n"));
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.parse("package a:b; " + worlds + " world w60 {}", "test.wit"))
			.withMessageContaining("worlds that include each other more than 50 deep");
	}

	@Test
	void refusesHugeTexts() {
		String text = " ".repeat(Lexer.MAX_CHARS + 1);
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.parse(text, "test.wit"))
			.withMessage("test.wit:1:1: a text of 4000001 chars; at most 4000000 are read");
	}

	@Test
	void endsDeepCommentsWithoutADeepStack() {
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.parse("package a:b; " + "/*".repeat(1_000_000), "test.wit"))
			.withMessage("test.wit:1:14: a comment without its end; '*/' is missing");
	}

	@Test
	void refusesNamesThatTheTextsDoNotHave() {
		Wit wit = Wit.parse("package a:b; interface host {} world w {}", "test.wit");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> wit.interfaceOf("a:b/hots"))
			.withMessage("no interface 'a:b/hots' in these WIT texts; did you mean 'a:b/host'?")
			.satisfies((ex) -> assertThat(ex.line()).isZero());
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> wit.world("else:where/entirely"))
			.withMessage("no world 'else:where/entirely' in these WIT texts; known are: a:b/w");
	}

}
