package dev.theater.component;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.theater.component.binary.ComponentDecoder;
import dev.theater.component.type.ComponentException;
import dev.theater.component.wasm.WasmEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/** Whatever the bytes are: a component, or one of the documented exceptions. */
class BrokenFilesTests {

	private static final WasmEngine ENGINE = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	private static final Duration TIME = Duration.ofSeconds(20);

	private static final List<HostInterface> INTERFACES = TheaterSimple
		.interfaces((context, name, type, arguments) -> null);

	private static final World WORLD = TheaterSimple.world(INTERFACES);

	static List<String> actors() {
		return SharedActors.NAMES;
	}

	@ParameterizedTest
	@MethodSource("actors")
	void everyPrefixOfAComponentIsRefusedOrIsAComponent(String actor) {
		byte[] file = SharedActors.component(actor);
		int whole = 0;
		for (int length = 0; length < file.length; length++) {
			byte[] prefix = Arrays.copyOf(file, length);
			if (decodes(prefix)) {
				// cut between two sections
				assertThat(loads(prefix, "prefix of " + length)).isTrue();
				whole++;
			}
		}
		assertThat(whole).isBetween(10, 200);
	}

	@ParameterizedTest
	@MethodSource("actors")
	void everyPrefixOfACoreModuleIsRefusedOrIsAModule(String actor) {
		byte[] file = SharedActors.coreModule(actor);
		int whole = 0;
		for (int length = 0; length < file.length; length++) {
			whole += loads(Arrays.copyOf(file, length), "prefix of " + length) ? 1 : 0;
		}
		assertThat(whole).isLessThan(20);
	}

	@Test
	void mutatedComponentsAreRefusedOrLink() {
		mutate(List.of("basic.component", "echo.component", "chatty.component"), 2_000);
	}

	@Test
	void mutatedCoreModulesAreRefusedOrLink() {
		mutate(List.of("basic.core", "echo.core"), 1_000);
	}

	@Test
	void refusesNothingAtAll() {
		assertThatExceptionOfType(ComponentException.class).isThrownBy(() -> Component.load(ENGINE, new byte[0]));
	}

	private static void mutate(List<String> files, int rounds) {
		long seed = Long.getLong("theater.test-seed", System.nanoTime());
		System.out.println("BrokenFilesTests seed " + seed + " (-Dtheater.test-seed)");
		Random random = new Random(seed);
		long end = System.nanoTime() + TIME.toNanos();
		int refused = 0;
		int round = 0;
		while (round < rounds && System.nanoTime() < end) {
			String file = files.get(random.nextInt(files.size()));
			String actor = file.substring(0, file.indexOf('.'));
			byte[] bytes = file.endsWith("component") ? SharedActors.component(actor) : SharedActors.coreModule(actor);
			for (int i = random.nextInt(3); i >= 0; i--) {
				bytes = mutated(bytes, random);
			}
			refused += loads(bytes, "seed " + seed + ", round " + round + ", " + file) ? 0 : 1;
			round++;
		}
		assertThat(refused).as("refused of " + round).isBetween(1, round);
	}

	private static byte[] mutated(byte[] bytes, Random random) {
		int at = random.nextInt(bytes.length);
		return switch (random.nextInt(4)) {
			case 0 -> {
				bytes[at] = (byte) random.nextInt();
				yield bytes;
			}
			case 1 -> {
				bytes[at] ^= (byte) (1 << random.nextInt(8));
				yield bytes;
			}
			case 2 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
			default -> splice(bytes, at, at,
					Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16))));
		};
	}

	private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
		byte[] out = new byte[from + middle.length + bytes.length - to];
		System.arraycopy(bytes, 0, out, 0, from);
		System.arraycopy(middle, 0, out, from, middle.length);
		System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
		return out;
	}

	private static boolean decodes(byte[] bytes) {
		try {
			ComponentDecoder.decode(bytes);
			return true;
		}
		catch (ComponentException ex) {
			return false;
		}
	}

	private static boolean loads(byte[] bytes, String what) {
		try {
			new Linker().with(INTERFACES).link(Component.load(ENGINE, bytes, WORLD));
			return true;
		}
		catch (ComponentException ex) {
			return false;
		}
		catch (RuntimeException | Error ex) {
			return fail(what, ex);
		}
	}

}
