package dev.theater.runtime;

import java.time.Duration;

import dev.theater.actor.EventBounds;
import dev.theater.supervisor.ActorLimits;

/** Settings that differ from the defaults in what a test is about. */
final class TestSettings {

	private RuntimeSettings settings = RuntimeSettings.defaults();

	static TestSettings defaults() {
		return new TestSettings();
	}

	TestSettings mode(RuntimeSettings.EngineMode mode) {
		RuntimeSettings s = this.settings;
		return with(new RuntimeSettings.Engine(mode, null, false), s.dispatcher(), s.requestTimeout(), s.limits());
	}

	TestSettings threads(int threads, int maxThreads) {
		RuntimeSettings s = this.settings;
		RuntimeSettings.Dispatcher d = s.dispatcher();
		return with(s.engine(), new RuntimeSettings.Dispatcher(threads, maxThreads, d.slice(), d.stackSize()),
				s.requestTimeout(), s.limits());
	}

	TestSettings requestTimeout(Duration timeout) {
		RuntimeSettings s = this.settings;
		return with(s.engine(), s.dispatcher(), timeout, s.limits());
	}

	TestSettings hostCallTimeout(Duration timeout) {
		RuntimeSettings s = this.settings;
		RuntimeSettings.Limits l = s.limits();
		return with(s.engine(), s.dispatcher(), s.requestTimeout(),
				new RuntimeSettings.Limits(l.actor(), l.totalMemory(), l.callTimeout(), l.initTimeout(), timeout,
						l.maxTransfer(), l.maxDepth(), l.maxActors()));
	}

	TestSettings events(EventBounds events) {
		RuntimeSettings s = this.settings;
		RuntimeSettings.Limits l = s.limits();
		ActorLimits a = l.actor();
		return with(s.engine(), s.dispatcher(), s.requestTimeout(),
				new RuntimeSettings.Limits(
						new ActorLimits(a.memory(), a.maxState(), a.maxMessage(), a.maxChildren(), a.mailbox(),
								a.maxChannels(), events, a.log()),
						l.totalMemory(), l.callTimeout(), l.initTimeout(), l.hostCallTimeout(), l.maxTransfer(),
						l.maxDepth(), l.maxActors()));
	}

	private TestSettings with(RuntimeSettings.Engine engine, RuntimeSettings.Dispatcher dispatcher, Duration request,
			RuntimeSettings.Limits limits) {
		RuntimeSettings s = this.settings;
		this.settings = new RuntimeSettings(engine, dispatcher, request, s.supervision(), limits, s.chain(),
				s.shutdownTimeout(), s.maxActorNames());
		return this;
	}

	RuntimeSettings build() {
		return this.settings;
	}

}
