package dev.theater.host;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Which methods are functions, and what becomes of what they return and throw. */
class WitMethodsTests {

	private static final String PLACE = "place-order: func(article: string, note: string) -> result<u32, string>;";

	interface Place {

		long placeOrder(String article, String note);

	}

	interface Greet {

		String greet(HostCall call, String name);

	}

	// ---- what is taken

	@Test
	void aLambdaIsAFunction() {
		TypedFunctions functions = TypedFunctions.of(PLACE, Place.class, (article, note) -> article.length());
		assertThat(functions.call("place-order", "apple", "")).isEqualTo(ResultValue.ok(5L));
	}

	@Test
	void theCallComesFirst() {
		TypedFunctions functions = TypedFunctions.of("greet: func(name: string) -> string;", Greet.class,
				(call, name) -> call.callerName() + " greets " + name);
		assertThat(functions.call("greet", "Ann")).isEqualTo("caller greets Ann");
	}

	public static final class Service {

		public long placeOrder(String article, String note) {
			return 7;
		}

		public String somethingElse() {
			return "";
		}

	}

	@Test
	void aClassMayHaveOtherMethods() {
		assertThat(TypedFunctions.of(PLACE, Service.class, new Service()).call("place-order", "", ""))
			.isEqualTo(ResultValue.ok(7L));
	}

	interface Several {

		void ping();

		String default_();

		boolean getURL();

		default int added(int one, int two) {
			return one + two;
		}

	}

	@Test
	void allFunctionsOfAnInterfaceAreMethods() {
		Several several = new Several() {
			@Override
			public void ping() {
			}

			@Override
			public String default_() {
				return "a keyword";
			}

			@Override
			public boolean getURL() {
				return true;
			}
		};
		TypedFunctions functions = TypedFunctions.of("ping: func(); default: func() -> string;"
				+ " get-URL: func() -> bool; added: func(one: s32, two: s32) -> s32;", Several.class, several);
		assertThat(functions.call("ping")).isNull();
		assertThat(functions.call("default")).isEqualTo("a keyword");
		assertThat(functions.call("get-URL")).isEqualTo(true);
		assertThat(functions.call("added", 1, 2)).isEqualTo(3);
	}

	interface Later {

		CompletionStage<String> fetch(String key);

		CompletableFuture<Void> store(String key);

	}

	@Test
	void aStageIsWaitedFor() {
		TypedFunctions functions = TypedFunctions.of(
				"fetch: func(key: string) -> result<string, string>; store: func(key: string);", Later.class,
				new Later() {
					@Override
					public CompletionStage<String> fetch(String key) {
						return CompletableFuture.supplyAsync(() -> key + "!");
					}

					@Override
					public CompletableFuture<Void> store(String key) {
						return CompletableFuture.runAsync(() -> {
						});
					}
				});
		assertThat(functions.call("fetch", "a")).isEqualTo(ResultValue.ok("a!"));
		assertThat(functions.call("store", "a")).isNull();
	}

	interface Decide {

		ResultValue decide();

	}

	@Test
	void aResultMayBeReturnedAsItIs() {
		TypedFunctions functions = TypedFunctions.of("decide: func() -> result<u32, u8>;", Decide.class,
				() -> ResultValue.err((short) 3));
		assertThat(functions.call("decide")).isEqualTo(ResultValue.err((short) 3));
	}

	@Test
	void typesOfUsedInterfacesAreDeclaredToo() {
		Wit wit = Wit.parse("""
				package acme:shop;
				interface base { type key = string; }
				interface types { use base.{key}; record item { key: key } }
				interface tool { use types.{item as thing}; }
				""", "tool.wit");
		interface Nothing {

		}
		assertThat(TypedFunctions.of(wit, Nothing.class, new Nothing() {
		}).types).containsOnlyKeys("acme:shop/base.key", "acme:shop/types.key", "acme:shop/types.item",
				"acme:shop/tool.thing");
	}

	// ---- what is thrown

	@Test
	void whatItThrowsIsThrown() {
		TypedFunctions functions = TypedFunctions.of(PLACE, Place.class, (article, note) -> {
			throw new IllegalStateException("sold out");
		});
		assertThatIllegalStateException().isThrownBy(() -> functions.call("place-order", "", ""))
			.withMessage("sold out");
	}

	interface Read {

		String read() throws IOException;

	}

	@Test
	void aCheckedExceptionKeepsItsMessage() {
		TypedFunctions functions = TypedFunctions.of("read: func() -> result<string, string>;", Read.class, () -> {
			throw new IOException("the disk is gone");
		});
		assertThatIllegalStateException().isThrownBy(() -> functions.call("read"))
			.withMessage("the disk is gone")
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void nullIsNoResult() {
		Read nothing = () -> null;
		TypedFunctions functions = TypedFunctions.of("read: func() -> string;", Read.class, nothing);
		assertThatIllegalArgumentException().isThrownBy(() -> functions.call("read"))
			.withMessageStartingWith("result: null; what is absent is Optional.empty()");
	}

	// ---- what does not fit

	private static <T> String refusal(String body, Class<T> type) {
		T target = type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> null));
		String message = assertThatIllegalArgumentException().isThrownBy(() -> TypedFunctions.of(body, type, target))
			.actual()
			.getMessage();
		assertThat(message).startsWith(type.getName() + " does not fit the WIT interface acme:shop/tool:\n  ");
		return message.substring(message.indexOf("\n  ") + 3);
	}

	@Test
	void refusesAnInterfaceThatTheTextDoesNotHave() {
		Wit wit = Wit.parse("package acme:shop; interface tools { }", "tool.wit");
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> TypedFunctions.of(wit, Place.class, (article, note) -> 1))
			.withMessageContaining("did you mean 'acme:shop/tools'?");
	}

	@Test
	void refusesAFunctionWithoutMethod() {
		assertThat(refusal(PLACE + "cancel: func(number: u32);", Place.class))
			.isEqualTo("cancel: there is no method cancel; exactly one is wanted for func(number: u32)");
	}

	interface Misspelt {

		long placeOder(String article, String note);

	}

	@Test
	void refusesAMethodWithoutFunctionAndNamesAllProblems() {
		assertThat(refusal(PLACE, Misspelt.class)).isEqualTo("""
				place-order: there is no method placeOrder; exactly one is wanted for \
				func(article: string, note: string) -> result<u32, string>
				  the method placeOder is no function of the WIT interface; did you mean 'placeOrder'?""");
	}

	interface Twice extends Place {

		long placeOrder(String article, long note);

	}

	@Test
	void refusesTwoMethodsOfOneName() {
		assertThat(refusal(PLACE, Twice.class)).startsWith("place-order: 2 methods are named placeOrder;");
	}

	@Test
	void refusesAnotherNumberOfParameters() {
		assertThat(refusal("place-order: func(article: string);", Place.class)).isEqualTo(
				"place-order: the method takes 2 parameters; wanted are those of func(article: string), before them one of "
						+ "dev.theater.host.HostCall if you like");
	}

	@Test
	void refusesParametersInAnotherOrder() {
		assertThat(refusal("place-order: func(note: string, article: string) -> u32;", Place.class)).isEqualTo(
				"place-order: parameter note: the method has article there; parameters are in the order of the WIT");
	}

	@Test
	void refusesAParameterOfAnotherType() {
		assertThat(refusal("place-order: func(article: string, note: u32) -> u32;", Place.class)).isEqualTo(
				"place-order: parameter note: the WIT type u32 cannot be java.lang.String in Java, but long or int");
	}

	@Test
	void refusesAResultOfAnotherType() {
		assertThat(
				refusal("place-order: func(article: string, note: string) -> result<list<u32>, string>;", Place.class))
			.isEqualTo("place-order: result: the WIT type list<u32> cannot be long in Java, but List<Long>");
	}

	@Test
	void refusesAResultWhereTheFunctionHasNone() {
		assertThat(refusal("place-order: func(article: string, note: string);", Place.class))
			.isEqualTo("place-order: result: the function gives no value, the method long; it must be void");
	}

	@Test
	void refusesToThrowAnErrorThatIsNoText() {
		assertThat(refusal("place-order: func(article: string, note: string) -> result<u32, u8>;", Place.class))
			.isEqualTo("place-order: result: result<u32, u8> must be dev.theater.component.type.ResultValue in Java,"
					+ " since an exception can only become an error of type string");
	}

	@Test
	void refusesAMissingResult() {
		assertThat(refusal("added: func(one: s32, two: s32) -> s32; ping: func() -> u8; default: func() -> string;"
				+ " get-URL: func() -> bool;", Several.class))
			.isEqualTo("ping: result: the WIT type u8 cannot be void in Java, but short or int or long");
	}

	interface Wrapped {

		Optional<List<String>> wrapped();

	}

	@Test
	void refusesAResultInsideAnOption() {
		assertThat(refusal("wrapped: func() -> option<result>;", Wrapped.class)).isEqualTo(
				"wrapped: result: value: the WIT type result cannot be java.util.List<java.lang.String> in Java, but ResultValue");
	}

	// ---- in a handler

	@Test
	void handlersMayUseTheSameTypesAgain() {
		Wit wit = Wit.parse("package acme:shop; interface types { type key = string; }"
				+ " interface one { use types.{key}; } interface two { use types.{key}; }", "two.wit");
		HandlerDeclarations declared = new HandlerDeclarations(
				handler((functions) -> functions.wit(wit, "acme:shop/one", Object.class, this)
					.wit(wit, "acme:shop/two", Object.class, this)));
		assertThat(declared.interfaces()).containsOnlyKeys("acme:shop/types", "acme:shop/one", "acme:shop/two");
	}

	@Test
	void refusesAnotherTypeOfTheSameName() {
		HostHandler handler = handler((functions) -> functions.type("acme:shop/types", "key", PrimitiveType.STRING)
			.type("acme:shop/types", "key", PrimitiveType.U8));
		assertThatIllegalArgumentException().isThrownBy(() -> new HandlerDeclarations(handler))
			.withMessageContaining("\"key\" twice in acme:shop/types");
	}

	private static HostHandler handler(Consumer<HostFunctions> setUp) {
		return new HostHandler() {
			@Override
			public String name() {
				return "tool";
			}

			@Override
			public void setUpHostFunctions(HostFunctions functions) {
				setUp.accept(functions);
			}
		};
	}

}
