package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

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
 */
public record ActorEnvironment(GuestDispatcher dispatcher, RuntimeClock clock, Counters counters,
		ActorRegistry registry, WaitGraph waits, Executor callbacks, @Nullable TurnInterceptor interceptor,
		Duration requestTimeout) {
}
