package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.theater.component.wasm.MemoryBudget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all actors of a runtime share.
 *
 * @param dispatcher runs turns
 * @param clock time and timers
 * @param counters what metrics show
 * @param registry the actors, by id
 * @param waits who waits for whom
 * @param callbacks runs the code of users
 * @param interceptor is told around calls; null for nobody
 * @param requestTimeout of requests that do not say
 * @param memory heap that all guests together may hold
 */
public record ActorEnvironment(GuestDispatcher dispatcher, RuntimeClock clock, Counters counters,
		ActorRegistry registry, WaitGraph waits, Executor callbacks, @Nullable TurnInterceptor interceptor,
		Duration requestTimeout, MemoryBudget memory) {

	private static final Logger logger = LoggerFactory.getLogger(ActorEnvironment.class);

	/**
	 * Has code of users run. Once the runtime has been closed it runs on this thread:
	 * better there than never, and what follows here goes on.
	 */
	public void callBack(Runnable task) {
		try {
			this.callbacks.execute(task);
		}
		catch (RejectedExecutionException closed) {
			runHere(task);
		}
	}

	private static void runHere(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A callback failed after the runtime was closed", ex);
		}
	}
}
