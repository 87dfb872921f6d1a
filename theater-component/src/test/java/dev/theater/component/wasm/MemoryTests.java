package dev.theater.component.wasm;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryTests {

	private static void assertTrap(Reason reason, ThrowingCallable code) {
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(code)
			.matches((trap) -> trap.reason() == reason, "reason is " + reason);
	}

	@Test
	void aReadOfALengthThatOverflowsIsATrapAndAllocatesNothing() {
		GuestMemory memory = Guests.memory(Guests.instance(Mode.COMPILER, "memory"));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readBytes(1, 0x7fff_ffff));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readBytes(16, 0x7fff_fff8));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readBytes(0xffff_ffffL, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readBytes(1, Long.MAX_VALUE));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readBytes(-1, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readBytes(0, -1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.engineMemory().readBytes(1, 0x7fff_ffff));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.engineMemory().readBytes(16, -1));
	}

	@Test
	void theHostReachesTheLastByteAndNoFurther() {
		GuestMemory memory = Guests.memory(Guests.instance(Mode.COMPILER, "memory"));
		assertThat(memory.byteSize()).isEqualTo(65536);
		memory.writeI64(65528, 0x0102_0304_0506_0708L);
		assertThat(memory.readI64(65528)).isEqualTo(0x0102_0304_0506_0708L);
		assertThat(memory.readU8(65535)).isEqualTo(1);
		assertThat(memory.readBytes(65536, 0)).isEmpty();
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readBytes(65537, 0));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readI64(65529));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readI32(65533));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readU16(65535));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readU8(65536));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.readU8(1L << 32));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.writeI64(65529, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.writeI32(65533, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.writeI16(65535, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.writeI8(-1, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> memory.writeBytes(65535, new byte[2]));
	}

	@ParameterizedTest
	@EnumSource
	void bulkOperationsThatOverflowAreTraps(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "memory");
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "fill", 1, 7, 0x7fff_ffff));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "fill", 16, 7, -1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "fill", 65536, 7, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "copy", 0, 16, 0x7fff_fff8));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "copy", 16, 0, -16));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "init", 0, 1, 7));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "init", 65530, 0, 7));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "init", 0, -1, 2));
		assertThat(Guests.memory(instance).readU8(1)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void singleAccessesOutsideAreTraps(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "memory");
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "load8", 65536));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "load8", -1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "load16", 65535));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "load32", 65533));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "load64", 65529));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "loadf64", 65535));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "store8", 65536, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "store16", 65535, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "store32", Integer.MIN_VALUE, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "store64", 65530, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "storef32", 65534, 0));
	}

	@ParameterizedTest
	@EnumSource
	void aStaticOffsetNeverWrapsIntoTheMemory(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "offsets");
		for (int address : new int[] { 0, 1, 2, 5, 100, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -2, -8 }) {
			for (String load : List.of("load-2g", "load-max", "load-almost", "load64-below")) {
				assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, load, address));
			}
			for (String store : List.of("store-2g", "store-max", "store-almost")) {
				assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, store, address));
			}
		}
		for (int address : new int[] { -1, -2, -4, -8, -12, -16, Integer.MIN_VALUE, Integer.MAX_VALUE }) {
			for (String access : List.of("store8-1", "wide-store8-16", "store16-16", "store32-4", "store32-12",
					"load32-4")) {
				assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, access, address));
			}
		}
		assertThat(Guests.memory(instance).readBytes(0, 65536)).containsOnly(0);
		Guests.call(instance, "store8-1", 65534);
		assertThat(Guests.memory(instance).readU8(65535)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void accessesAcrossPagesSeeTheSameBytes(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "memory");
		assertThat(Guests.callInt(instance, "load32", 4094)).isEqualTo(0x6c6c_6568);
		for (int address = 4089; address <= 4096; address++) {
			Guests.call(instance, "store64", address, 0x8877_6655_4433_2211L);
			assertThat(Guests.call(instance, "load64", address)[0]).isEqualTo(0x8877_6655_4433_2211L);
			assertThat(Guests.callInt(instance, "load32", address + 2)).isEqualTo(0x6655_4433);
			Guests.call(instance, "store16", address, 0xbeef);
			assertThat(Guests.callInt(instance, "load16", address)).isEqualTo(0xbeef);
			Guests.call(instance, "store32", address, 0xcafe_babeL);
			assertThat(Guests.memory(instance).readI32(address)).isEqualTo(0xcafe_babe);
		}
	}

	@ParameterizedTest
	@EnumSource
	void copiesOverlapInBothDirections(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "memory");
		GuestMemory memory = Guests.memory(instance);
		byte[] expected = memory.readBytes(0, 65536);
		for (int i = 0; i < 20_000; i++) {
			expected[i] = (byte) (i * 31 + i / 251);
		}
		memory.writeBytes(0, expected);
		int[][] moves = { { 100, 0, 10_000 }, { 0, 100, 10_000 }, { 4096, 0, 8192 }, { 1, 4097, 9000 },
				{ 5000, 4999, 8193 }, { 12, 12, 5000 }, { 65536, 0, 0 } };
		for (int[] move : moves) {
			Guests.call(instance, "copy", move[0], move[1], move[2]);
			System.arraycopy(expected, move[1], expected, move[0], move[2]);
			assertThat(memory.readBytes(0, 65536)).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@EnumSource
	void passiveSegmentsCanBeUsedUntilDropped(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "memory");
		Guests.call(instance, "init", 4093, 1, 5);
		assertThat(Guests.memory(instance).readBytes(4093, 5)).isEqualTo("assiv".getBytes(StandardCharsets.US_ASCII));
		Guests.call(instance, "drop");
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "init", 0, 0, 1));
		WasmInstance other = Guests.instance(mode, "memory");
		Guests.call(other, "init", 0, 0, 7);
		assertThat(Guests.memory(other).readBytes(0, 7)).isEqualTo("passive".getBytes(StandardCharsets.US_ASCII));
	}

	@ParameterizedTest
	@EnumSource
	void instancesShareUntouchedPagesAndNothingElse(Mode mode) {
		WasmInstance first = Guests.instance(mode, "memory");
		WasmInstance second = Guests.instance(mode, "memory");
		MemoryPages pages = Guests.memory(first).engineMemory().content();
		assertThat(pages.ownPages()).isZero();
		Guests.call(first, "store8", 4094, 'j');
		Guests.call(first, "fill", 8192, 0, 30_000);
		assertThat(pages.ownPages()).isEqualTo(1);
		assertThat(Guests.memory(first).readBytes(4094, 5)).isEqualTo("jello".getBytes(StandardCharsets.US_ASCII));
		assertThat(Guests.memory(second).readBytes(4094, 5)).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
		assertThat(MemoryImage.ZERO).containsOnly(0);
	}

	@ParameterizedTest
	@EnumSource
	void growthBeyondTheBudgetGivesMinusOne(Mode mode) {
		WasmStore store = new WasmStore(new WasmLimits(10 * 65536, 0), GuestWatch.NONE);
		WasmInstance instance = WasmInstance.instantiate(store, Guests.module(mode, "memory"), ImportResolver.NONE);
		assertThat(Guests.callInt(instance, "grow", 10)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", 9)).isEqualTo(1);
		assertThat(store.memoryBytes()).isEqualTo(10 * 65536);
		assertThat(Guests.callInt(instance, "grow", 1)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", -1)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", 0x7fff_ffff)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", 0)).isEqualTo(10);
		Guests.call(instance, "store64", 655_352, -1);
		assertThat(Guests.memory(instance).readI64(655_352)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "size")).isEqualTo(10);
	}

	@ParameterizedTest
	@EnumSource
	void growthBeyondTheDeclaredMaximumGivesMinusOne(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "memory");
		assertThat(Guests.callInt(instance, "grow", 300)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", 299)).isEqualTo(1);
		assertThat(Guests.callInt(instance, "load8", 300 * 65536 - 1)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void aDeclaredMinimumOverTheBudgetIsRefused(Mode mode) {
		assertTrap(Reason.LIMIT, () -> Guests.instance(mode, "big-memory"));
		WasmStore enough = new WasmStore(new WasmLimits(2000 * 65536L, 0), GuestWatch.NONE);
		WasmInstance.instantiate(enough, Guests.module(mode, "big-memory"), ImportResolver.NONE);
		assertThat(enough.memoryBytes()).isEqualTo(2000 * 65536L);
		assertTrap(Reason.LIMIT,
				() -> WasmInstance.instantiate(enough, Guests.module(mode, "memory"), ImportResolver.NONE));
	}

	@ParameterizedTest
	@EnumSource
	void aSegmentOutsideTheMemoryIsATrap(Mode mode) {
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.instance(mode, "data-out-of-bounds"));
	}

	@ParameterizedTest
	@EnumSource
	void instancesThatShareAMemoryKeepTheirOwnSegments(Mode mode) {
		WasmStore store = Guests.store();
		WasmInstance owner = WasmInstance.instantiate(store, Guests.module(mode, "memory"), ImportResolver.NONE);
		WasmInstance global = WasmInstance.instantiate(store, Guests.module(mode, "global"), ImportResolver.NONE);
		WasmInstance user = WasmInstance.instantiate(store, Guests.module(mode, "memory-user"),
				(wanted) -> (wanted.name().equals("memory") ? owner : global).export(wanted.name()));
		GuestMemory memory = Guests.memory(owner);
		assertThat(memory.readBytes(64, 4)).isEqualTo("user".getBytes(StandardCharsets.US_ASCII));
		Guests.call(owner, "init", 200, 0, 7);
		Guests.call(user, "init", 300, 0, 4);
		assertThat(memory.readBytes(200, 7)).isEqualTo("passive".getBytes(StandardCharsets.US_ASCII));
		assertThat(memory.readBytes(300, 4)).isEqualTo("MINE".getBytes(StandardCharsets.US_ASCII));
		assertThat(Guests.callInt(user, "grow", 2)).isEqualTo(1);
		Guests.call(user, "store8", 150_000, 9);
		assertThat(Guests.callInt(owner, "load8", 150_000)).isEqualTo(9);
		assertThat(Guests.callInt(owner, "size")).isEqualTo(3);
		Guests.call(owner, "store8", 70_000, 8);
		assertThat(Guests.callInt(user, "load8", 70_000)).isEqualTo(8);
	}

}
