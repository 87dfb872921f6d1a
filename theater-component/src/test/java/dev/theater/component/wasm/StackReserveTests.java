package dev.theater.component.wasm;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StackReserveTests {

	private static final long STACK_BYTES = 8L << 20;

	@Test
	void reservesAHundredKilobytes() throws InterruptedException {
		AtomicLong frames = new AtomicLong();
		Thread thread = new Thread(null, () -> {
			for (int i = 0; i < 20_000; i++) {
				StackReserve.require();
			}
			frames.set(framesUntilOverflow());
		}, "stack", STACK_BYTES);
		thread.start();
		thread.join();
		assertThat(STACK_BYTES / frames.get() * StackReserve.FRAMES).isGreaterThan(90_000);
	}

	@Test
	void overflowsWhereTheReserveIsMissing() throws InterruptedException {
		AtomicLong refused = new AtomicLong();
		Thread thread = new Thread(null, () -> refused.set(deeper()), "stack", STACK_BYTES);
		thread.start();
		thread.join();
		assertThat(refused.get()).isEqualTo(1);
	}

	private static long framesUntilOverflow() {
		int fits = 0;
		int over = 1 << 20;
		while (over - fits > 100) {
			int middle = (fits + over) / 2;
			try {
				StackReserve.touch(middle, 1);
				fits = middle;
			}
			catch (StackOverflowError expected) {
				over = middle;
			}
		}
		return over;
	}

	/** Goes down until the reserve is refused, and counts the refusal on the way up. */
	@SuppressWarnings("InfiniteRecursion") // the reserve ends it
	private static long deeper() {
		try {
			StackReserve.require();
		}
		catch (StackOverflowError expected) {
			return 1;
		}
		return deeper();
	}

}
