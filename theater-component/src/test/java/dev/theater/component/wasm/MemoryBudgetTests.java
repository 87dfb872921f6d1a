package dev.theater.component.wasm;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Heap that several stores share. */
class MemoryBudgetTests {

	private static final int PAGES = 100;

	private final MemoryBudget budget = new MemoryBudget("the test's budget", PAGES * 4096);

	private WasmStore store() {
		return new WasmStore(WasmLimits.DEFAULTS, this.budget, GuestWatch.NONE);
	}

	private WasmInstance instance(Mode mode, WasmStore store, String module) {
		return WasmInstance.instantiate(store, Guests.module(mode, module), ImportResolver.NONE);
	}

	/** Writes to so many pages, so that they are the instance's own. */
	private static void touch(WasmInstance instance, int pages) {
		Guests.call(instance, "fill", 0, 1, pages * 4096);
	}

	private static WasmInstance grown(WasmInstance instance) {
		assertThat(Guests.callInt(instance, "grow", 20)).isEqualTo(1);
		return instance;
	}

	@ParameterizedTest
	@EnumSource
	void memoryThatIsNotWrittenToCostsNothing(Mode mode) {
		WasmInstance instance = instance(mode, store(), "memory");
		Guests.call(instance, "load8", 60_000);
		assertThat(this.budget.heldBytes()).isZero();
		touch(instance, 1);
		assertThat(this.budget.heldBytes()).isBetween(4096L, 2 * 4096L);
	}

	@ParameterizedTest
	@EnumSource
	void whoWritesToMoreThanAllMayHoldTraps(Mode mode) {
		WasmInstance first = grown(instance(mode, store(), "memory"));
		WasmInstance second = grown(instance(mode, store(), "memory"));
		touch(first, PAGES / 2);
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> touch(second, PAGES / 2))
			.withMessageContaining("no memory is left for")
			.withMessageContaining("of the 409600 bytes of the test's budget")
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.LIMIT));
		assertThat(this.budget.heldBytes()).isLessThanOrEqualTo(this.budget.maxBytes());
	}

	@ParameterizedTest
	@EnumSource
	void growthThatDoesNotFitGivesMinusOne(Mode mode) {
		WasmInstance instance = grown(instance(mode, store(), "memory"));
		touch(instance, PAGES * 9 / 10);
		long held = this.budget.heldBytes();
		assertThat(Guests.callInt(instance, "grow", 270)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "size")).isEqualTo(21);
		assertThat(this.budget.heldBytes()).isEqualTo(held);
	}

	@ParameterizedTest
	@EnumSource
	void whatAClosedStoreHeldIsThereForOthers(Mode mode) {
		WasmStore store = store();
		touch(grown(instance(mode, store, "memory")), PAGES * 3 / 4);
		store.close();
		store.close();
		assertThat(this.budget.heldBytes()).isZero();
		touch(grown(instance(mode, store(), "memory")), PAGES * 3 / 4);
	}

	@ParameterizedTest
	@EnumSource
	void aClosedStoreIsNotEnteredAgain(Mode mode) {
		WasmStore store = store();
		WasmInstance instance = instance(mode, store, "memory");
		store.close();
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "load8", 0))
			.withMessageContaining("it is closed");
		assertThat(this.budget.heldBytes()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void tablesCountAsWell(Mode mode) {
		WasmInstance instance = instance(mode, store(), "table");
		long held = this.budget.heldBytes();
		assertThat(held).isPositive();
		assertThat(Guests.callInt(instance, "grow", 30_000)).isEqualTo(-1);
		assertThat(this.budget.heldBytes()).isEqualTo(held);
	}

	private static MemoryBudget megabytes(int count) {
		return new MemoryBudget("the test's budget", (long) count << 20);
	}

	@Test
	void whatAnAccountTakesIsTakenFromTheWhole() {
		MemoryBudget whole = megabytes(8);
		MemoryBudget account = whole.account(false);
		assertThat(account.tryTake(3_000)).isTrue();
		account.take(500);
		assertThat(account.heldBytes()).isEqualTo(3_500);
		assertThat(whole.heldBytes()).isEqualTo(3_500);
		account.giveBack(1_000);
		assertThat(account.heldBytes()).isEqualTo(2_500);
		assertThat(whole.heldBytes()).isEqualTo(2_500);
	}

	@Test
	void whoHoldsMuchLeavesTheLastQuarterToOthers() {
		MemoryBudget whole = megabytes(8);
		MemoryBudget large = whole.account(true);
		assertThat(large.tryTake(6 << 20)).isTrue();
		assertThat(large.hasRoomFor(1)).isFalse();
		assertThat(large.tryTake(1)).isFalse();
		assertThat(large.heldBytes()).as("nothing is taken").isEqualTo(6 << 20);
		assertThat(whole.heldBytes()).isEqualTo(6 << 20);
		MemoryBudget small = whole.account(false);
		assertThat(small.hasRoomFor(MemoryBudget.LITTLE)).isTrue();
		assertThat(small.tryTake(MemoryBudget.LITTLE)).isTrue();
		assertThat(small.tryTake(1)).as("it is small no more").isFalse();
	}

	@Test
	void manyOfGuestsLeaveTheLastEighthToTheHost() {
		MemoryBudget whole = megabytes(8);
		for (int i = 0; i < 7 * 16; i++) {
			assertThat(whole.account(false).tryTake(MemoryBudget.LITTLE)).isTrue();
		}
		assertThat(whole.account(false).tryTake(1)).isFalse();
		for (int i = 0; i < 16; i++) {
			assertThat(whole.account(true).tryTake(MemoryBudget.LITTLE)).isTrue();
		}
		assertThat(whole.account(true).hasRoomFor(1)).isFalse();
		assertThat(whole.account(true).tryTake(1)).isFalse();
		assertThat(whole.heldBytes()).isEqualTo(whole.maxBytes());
	}

	@ParameterizedTest
	@EnumSource
	void aStoreTakesFromTheAccountItIsGiven(Mode mode) {
		MemoryBudget whole = megabytes(8);
		MemoryBudget account = whole.account(false);
		WasmStore store = new WasmStore(WasmLimits.DEFAULTS, account, GuestWatch.NONE);
		touch(instance(mode, store, "memory"), 2);
		assertThat(account.heldBytes()).isPositive().isEqualTo(whole.heldBytes());
		store.close();
		assertThat(account.heldBytes()).isZero();
	}

	@Test
	void accountsOfNoLimitCountNothing() {
		MemoryBudget account = MemoryBudget.UNLIMITED.account(false);
		assertThat(account.tryTake(1L << 60)).isTrue();
		assertThat(account.hasRoomFor(Long.MAX_VALUE)).isTrue();
		assertThat(account.heldBytes()).isZero();
	}

	@Test
	void aBudgetIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBudget("total", -1))
			.withMessage("total is -1 bytes, must be 0 or more");
	}

}
