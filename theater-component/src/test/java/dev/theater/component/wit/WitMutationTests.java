package dev.theater.component.wit;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** Texts that were right once: each is read, or refused with its place. */
class WitMutationTests {

	private static final int MUTATIONS = 20_000;

	private static final List<String> PIECES = List.of("{", "}", "(", ")", "<", ">", ",", ";", ":", "/", "@", ".", "->",
			"=", "_", "%", "/*", "*/", "//", "///", "\n", " ", "\"", "type", "record", "list<", "use ", "package ",
			"interface ", "world ", "include ", "a", "0", "1.0.0", "\u202e", "\u0000", "\ud83d\ude00", "é");

	private static final String TEXT = """
			package a:b@1.2.0;
			use c:d/e@0.1.0 as other;
			/// Docs.
			interface types { @since(version = 1.0.0) record event { text: string, %type: option<list<u8>> } }
			interface i {
				use types.{event as e, event};
				use other.{x};
				variant v { none, some(tuple<e, x>) } enum n { one, two } flags g { f, h }
				type r = result<_, v>;
				@unstable(feature = f) f: func(a: r, b: list<event>) -> result<n>;
				g2: async func(s: stream<u8>) -> future;
				resource res { constructor(a: u8); m: func(); s: static func() -> own<res>; }
			}
			world w { import i; export run: func(); import h: interface { k: func() -> u8; } }
			world all { include w with { run as walk, h as help } export types; type local = char; }
			package c:d@0.1.0 { interface e { type x = s64; } }
			""";

	@Test
	void readsOrRefusesWithAPlace() {
		long seed = new Random().nextLong();
		System.out.println("WitMutationTests: seed " + seed);
		Random random = new Random(seed);
		int read = 0;
		for (int i = 0; i < MUTATIONS; i++) {
			String text = mutated(random);
			try {
				Wit wit = Wit.parse(text, "mutated.wit");
				wit.interfaces().forEach((each) -> attempt(() -> wit.interfaceOf(each)));
				wit.worlds().forEach((each) -> attempt(() -> wit.world(each)));
				read++;
			}
			catch (WitException ex) {
				assertThat(ex.line()).as(ex.getMessage()).isPositive();
				assertThat(ex.column()).as(ex.getMessage()).isPositive();
			}
			catch (RuntimeException | StackOverflowError ex) {
				fail("seed " + seed + ", mutation " + i + " of:\n" + text, ex);
			}
		}
		assertThat(read).isBetween(100, MUTATIONS - 100);
	}

	private static void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (WitException ex) {
			if (ex.unsupportedFeature().isEmpty()) {
				throw ex;
			}
		}
	}

	private static String mutated(Random random) {
		StringBuilder text = new StringBuilder(TEXT);
		for (int i = 0; i <= random.nextInt(3); i++) {
			int at = random.nextInt(text.length());
			int end = Math.min(text.length(), at + random.nextInt(12));
			switch (random.nextInt(4)) {
				case 0 -> text.delete(at, end);
				case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
				case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
				default -> text.replace(at, Math.min(text.length(), at + 1), PIECES.get(random.nextInt(PIECES.size())));
			}
		}
		return text.toString();
	}

}
