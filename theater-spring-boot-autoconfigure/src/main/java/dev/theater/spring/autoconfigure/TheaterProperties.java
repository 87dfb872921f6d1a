package dev.theater.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.actor.EventBounds;
import dev.theater.actor.LogBounds;
import dev.theater.host.ContentQuota;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * The {@code theater.*} properties. Each group refuses values that make no sense, with a
 * message that names the property, the value and what would be right.
 *
 * @param enabled Whether actors are run at all.
 * @param manifestLocations Where manifests and what they name are looked up; the first
 * location that has a file wins, and one that does not exist is no error.
 * @param actors Root actors that are started with the application, by name.
 * @param engine How guests are run.
 * @param dispatcher The threads that guests run on.
 * @param requestTimeout How long a request may take if its caller does not say.
 * @param supervision For supervisors whose manifest says nothing, and for the root.
 * @param limits Ceilings, and defaults for what a manifest leaves out.
 * @param chain What is kept of the event chains in memory.
 * @param store Where event chains and states are kept.
 * @param contentStore Where contents of the host handler store are kept, and how much.
 * @param shutdownTimeout The longest that stopping may take, for one actor and for all.
 * @param metrics Bounds of what metrics tell apart.
 */
@ConfigurationProperties("theater")
public record TheaterProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("classpath:/actors/") List<String> manifestLocations, @DefaultValue Map<String, Actor> actors,
		@DefaultValue Engine engine, @DefaultValue Dispatcher dispatcher,
		@DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS) Duration requestTimeout,
		@DefaultValue Supervision supervision, @DefaultValue Limits limits, @DefaultValue Chain chain,
		@DefaultValue Store store, @DefaultValue Contents contentStore,
		@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration shutdownTimeout,
		@DefaultValue Metrics metrics) {

	public TheaterProperties {
		manifestLocations = List.copyOf(manifestLocations);
		manifestLocations.forEach((location) -> PropertyCheck.that(!location.isBlank(), "theater.manifest-locations",
				"'" + location + "'", "each must name a place, such as classpath:/actors/ or file:actors/"));
		// in the order of declaration, which decides between actors of the same order
		actors = Collections.unmodifiableMap(new LinkedHashMap<>(actors));
		actors.forEach(Actor::check);
		PropertyCheck.positive("theater.request-timeout", requestTimeout);
		PropertyCheck.positive("theater.shutdown-timeout", shutdownTimeout);
	}

	/** What the core needs of these properties. */
	public RuntimeSettings toSettings() {
		return new RuntimeSettings(this.engine.toSettings(), this.dispatcher.toSettings(), this.requestTimeout,
				this.supervision.toPolicy(), this.limits.toSettings(),
				new RuntimeSettings.Chain(this.chain.retainedEvents(), this.chain.retainedSize().toBytes()),
				this.shutdownTimeout, this.metrics.maxActorNames());
	}

	/**
	 * A root actor.
	 *
	 * @param manifest Name of its manifest under the manifest locations, such as
	 * desk.toml.
	 * @param init Its initial state as text, instead of the manifest's.
	 * @param initLocation Where its initial state is read, such as classpath:desk.json.
	 * @param order Its place among the root actors; the lowest is started first.
	 * @param enabled Whether it is started.
	 * @param required Whether the application fails to start without it; otherwise it is
	 * parked, where endpoint, health and an application event show it.
	 */
	@ConfigurationPropertiesSource
	public record Actor(@Nullable String manifest, @Nullable String init, @Nullable String initLocation,
			@DefaultValue("0") int order, @DefaultValue("true") boolean enabled,
			@DefaultValue("true") boolean required) {

		/** What the core allows, as a name becomes part of paths, loggers and metrics. */
		private static final int MAX_NAME = 100;

		private static boolean isName(String name) {
			return !name.isBlank() && name.length() <= MAX_NAME && name.equals(name.strip())
					&& name.chars().noneMatch((c) -> c == '/' || Character.isISOControl(c));
		}

		private static void check(String name, Actor actor) {
			String property = "theater.actors." + name;
			PropertyCheck.that(isName(name), "theater.actors", "'" + name + "'",
					"an actor's name must not be empty nor contain '/' or control characters, nor begin or end with a "
							+ "space, nor be longer than " + MAX_NAME + " characters");
			if (actor.enabled()) {
				String manifest = actor.manifest();
				PropertyCheck.that(manifest != null && !manifest.isBlank(), property + ".manifest",
						(manifest != null) ? "'" + manifest + "'" : "not set",
						"it must name a manifest under theater.manifest-locations, such as " + name + ".toml");
			}
			PropertyCheck.that(actor.init() == null || actor.initLocation() == null, property + ".init-location",
					"'" + actor.initLocation() + "'", "it cannot be set beside " + property + ".init: leave one out");
		}
	}

	/**
	 * How guests are run.
	 *
	 * @param mode Compiled to JVM bytecode, or interpreted; in a native image interpreted
	 * if left out.
	 * @param cacheDirectory Where compiled modules are kept between runs; not kept if
	 * left out.
	 * @param allowGc Whether modules with GC types are loaded, although their memory
	 * cannot be bounded.
	 */
	public record Engine(@DefaultValue("compiler") RuntimeSettings.EngineMode mode, @Nullable Path cacheDirectory,
			@DefaultValue("false") boolean allowGc) {

		private RuntimeSettings.Engine toSettings() {
			return new RuntimeSettings.Engine(this.mode, this.cacheDirectory, this.allowGc);
		}
	}

	/**
	 * The threads that guests run on.
	 *
	 * @param threads Running turns at a time; the number of cores, and at least 4, if
	 * left out.
	 * @param maxThreads Threads at most, those included whose turn waits; where none is
	 * left, the longest wait ends with an error.
	 * @param slice How long a turn runs before it gives up its place.
	 * @param stackSize Stack of each of these threads.
	 */
	public record Dispatcher(@Nullable Integer threads, @DefaultValue("256") int maxThreads,
			@DefaultValue("20ms") @DurationUnit(ChronoUnit.MILLIS) Duration slice,
			@DefaultValue("1MB") DataSize stackSize) {

		public Dispatcher {
			int running = running(threads);
			PropertyCheck.atLeast("theater.dispatcher.threads", running, 1);
			PropertyCheck.that(maxThreads > running, "theater.dispatcher.max-threads", maxThreads,
					"it must be more than theater.dispatcher.threads, which is " + running);
			PropertyCheck.positive("theater.dispatcher.slice", slice);
			PropertyCheck.atLeast("theater.dispatcher.stack-size", stackSize, DataSize.ofKilobytes(256));
		}

		private static int running(@Nullable Integer threads) {
			return (threads != null) ? threads : Math.max(4, Runtime.getRuntime().availableProcessors());
		}

		private RuntimeSettings.Dispatcher toSettings() {
			return new RuntimeSettings.Dispatcher(running(this.threads), this.maxThreads, this.slice,
					this.stackSize.toBytes());
		}
	}

	/**
	 * How children that fail are treated where no manifest says so.
	 *
	 * @param strategy Which children are restarted when one fails; the root supervisor
	 * always restarts that child alone.
	 * @param maxRestarts Restarts allowed in the restart window; the next one means
	 * giving up.
	 * @param restartWindow Length of the window in which restarts are counted.
	 * @param maxConsecutive Restarts of one child in a row after which the supervisor
	 * gives up even if the restart window never fills.
	 * @param backoff Delays before restarts.
	 */
	public record Supervision(@DefaultValue("one-for-one") RestartStrategy strategy, @DefaultValue("3") int maxRestarts,
			@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration restartWindow,
			@DefaultValue("10") int maxConsecutive, @DefaultValue Backoff backoff) {

		public Supervision {
			PropertyCheck.atLeast("theater.supervision.max-restarts", maxRestarts, 0);
			PropertyCheck.positive("theater.supervision.restart-window", restartWindow);
			PropertyCheck.atLeast("theater.supervision.max-consecutive", maxConsecutive, 1);
		}

		private SupervisionPolicy toPolicy() {
			return new SupervisionPolicy(this.strategy, new RestartIntensity(this.maxRestarts, this.restartWindow),
					this.backoff.toPolicy(), this.maxConsecutive);
		}
	}

	/**
	 * Delays before restarts.
	 *
	 * @param initial Delay before the first restart; zero means no delay at all.
	 * @param max Longest delay before a restart.
	 * @param factor How many times longer the delay is from one restart to the next.
	 * @param jitter Share of the delay by which it is spread, from 0 to 1.
	 * @param resetAfter Time of health after which the delay is the initial one again.
	 */
	public record Backoff(@DefaultValue("0s") @DurationUnit(ChronoUnit.SECONDS) Duration initial,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration max, @DefaultValue("2.0") double factor,
			@DefaultValue("0.2") double jitter,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration resetAfter) {

		public Backoff {
			String prefix = "theater.supervision.backoff.";
			PropertyCheck.notNegative(prefix + "initial", initial);
			PropertyCheck.that(max.compareTo(initial) >= 0, prefix + "max", PropertyCheck.text(max),
					"it must be at least " + prefix + "initial, which is " + PropertyCheck.text(initial));
			PropertyCheck.that(factor >= 1.0 && Double.isFinite(factor), prefix + "factor", factor,
					"it must be 1 or more");
			PropertyCheck.that(jitter >= 0.0 && jitter <= 1.0, prefix + "jitter", jitter, "it must be from 0 to 1");
			PropertyCheck.notNegative(prefix + "reset-after", resetAfter);
		}

		private dev.theater.supervisor.Backoff toPolicy() {
			return new dev.theater.supervisor.Backoff(this.initial, this.max, this.factor, this.jitter,
					this.resetAfter);
		}
	}

	/**
	 * Ceilings, and defaults for what a manifest leaves out.
	 *
	 * @param memory Most memory of one actor, all its memories and tables together.
	 * @param totalMemory Most heap that all guests take together, with all that is kept
	 * for them; half the heap if left out.
	 * @param callTimeout Deadline of a call, waiting not counted.
	 * @param initTimeout Deadline of an actor's init, waiting not counted.
	 * @param hostCallTimeout All waiting of one call together, and the time of the
	 * application's host handlers.
	 * @param maxTransfer Most bytes that one call may move between host and guest.
	 * @param maxState Largest state of an actor.
	 * @param maxMessage Largest message.
	 * @param mailbox Most messages waiting for one actor.
	 * @param maxChildren Most direct children of one actor.
	 * @param maxChannels Most channels that one actor may have at a time.
	 * @param maxEvents Most events that the host calls of one call may note on an actor's
	 * chain, two each.
	 * @param maxEventsSize Most bytes of data in the events of one call together.
	 * @param maxLogLine Longest line that an actor logs; what is longer is cut.
	 * @param logRate Most lines that an actor may log per second; those beyond are
	 * dropped and counted.
	 * @param logBurst Most lines that an actor may log at once.
	 * @param maxDepth Greatest depth of the tree of actors.
	 * @param maxActors Most actors in all.
	 */
	public record Limits(@DefaultValue("64MB") DataSize memory, @Nullable DataSize totalMemory,
			@DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS) Duration callTimeout,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration initTimeout,
			@DefaultValue("2m") @DurationUnit(ChronoUnit.SECONDS) Duration hostCallTimeout,
			@DefaultValue("64MB") DataSize maxTransfer, @DefaultValue("16MB") DataSize maxState,
			@DefaultValue("16MB") DataSize maxMessage, @DefaultValue("1000") int mailbox,
			@DefaultValue("10000") int maxChildren, @DefaultValue("1000") int maxChannels,
			@DefaultValue("10000") int maxEvents, @DefaultValue("4MB") DataSize maxEventsSize,
			@DefaultValue("8KB") DataSize maxLogLine, @DefaultValue("100") int logRate,
			@DefaultValue("1000") int logBurst, @DefaultValue("32") int maxDepth,
			@DefaultValue("100000") int maxActors) {

		/**
		 * A page of WebAssembly memory: with less, no module that has a memory can start.
		 */
		private static final DataSize PAGE = DataSize.ofKilobytes(64);

		public Limits {
			PropertyCheck.atLeast("theater.limits.memory", memory, PAGE);
			if (totalMemory != null) {
				PropertyCheck.that(totalMemory.compareTo(memory) >= 0, "theater.limits.total-memory",
						PropertyCheck.text(totalMemory),
						"it must be at least theater.limits.memory, which is " + PropertyCheck.text(memory));
			}
			PropertyCheck.positive("theater.limits.call-timeout", callTimeout);
			PropertyCheck.positive("theater.limits.init-timeout", initTimeout);
			PropertyCheck.positive("theater.limits.host-call-timeout", hostCallTimeout);
			PropertyCheck.atLeast("theater.limits.max-transfer", maxTransfer, DataSize.ofBytes(1));
			PropertyCheck.atLeast("theater.limits.max-state", maxState, DataSize.ofBytes(1));
			PropertyCheck.atLeast("theater.limits.max-message", maxMessage, DataSize.ofBytes(1));
			PropertyCheck.atLeast("theater.limits.mailbox", mailbox, 1);
			PropertyCheck.atLeast("theater.limits.max-children", maxChildren, 1);
			PropertyCheck.atLeast("theater.limits.max-channels", maxChannels, 1);
			PropertyCheck.atLeast("theater.limits.max-events", maxEvents, 2);
			PropertyCheck.atLeast("theater.limits.max-events-size", maxEventsSize, DataSize.ofKilobytes(1));
			PropertyCheck.atLeast("theater.limits.max-log-line", maxLogLine, DataSize.ofBytes(1));
			PropertyCheck.atLeast("theater.limits.log-rate", logRate, 1);
			PropertyCheck.atLeast("theater.limits.log-burst", logBurst, 1);
			PropertyCheck.atLeast("theater.limits.max-depth", maxDepth, 1);
			PropertyCheck.atLeast("theater.limits.max-actors", maxActors, 1);
		}

		private RuntimeSettings.Limits toSettings() {
			ActorLimits actor = new ActorLimits(this.memory.toBytes(), this.maxState.toBytes(),
					this.maxMessage.toBytes(), this.maxChildren, this.mailbox, this.maxChannels,
					new EventBounds(this.maxEvents, this.maxEventsSize.toBytes()),
					new LogBounds(this.maxLogLine.toBytes(), this.logRate, this.logBurst));
			long total = (this.totalMemory != null) ? this.totalMemory.toBytes()
					: RuntimeSettings.defaults().limits().totalMemory();
			return new RuntimeSettings.Limits(actor, total, this.callTimeout, this.initTimeout, this.hostCallTimeout,
					this.maxTransfer.toBytes(), this.maxDepth, this.maxActors);
		}
	}

	/**
	 * What is kept of the event chains in memory.
	 *
	 * @param retainedEvents How many of its newest events are kept of each actor.
	 * @param retainedSize Most bytes of events that are kept of all actors together.
	 */
	public record Chain(@DefaultValue("256") int retainedEvents, @DefaultValue("64MB") DataSize retainedSize) {

		public Chain {
			PropertyCheck.atLeast("theater.chain.retained-events", retainedEvents, 1);
			PropertyCheck.atLeast("theater.chain.retained-size", retainedSize, DataSize.ofKilobytes(1));
		}
	}

	/**
	 * Where event chains and states are kept.
	 *
	 * @param type Kind of store; only memory is available. An EventStore bean of the
	 * application is used instead.
	 */
	public record Store(@DefaultValue("memory") String type) {

		/** The store that needs nothing beside it. */
		private static final String MEMORY = "memory";

		public Store {
			PropertyCheck.that(MEMORY.equals(type), "theater.store.type", "'" + type + "'",
					"available is: memory (or define a bean of type dev.theater.chain.EventStore)");
		}
	}

	/**
	 * Where contents of the host handler store are kept, and how much. A ContentStore
	 * bean of the application is used instead of type and folder.
	 *
	 * @param type In memory, or in a folder.
	 * @param folder The folder, which this runtime has for itself.
	 * @param totalSize Bytes that all files of the folder may have together. In memory,
	 * theater.limits.total-memory is the bound.
	 * @param maxSize Ceiling and default of max_size: bytes of all contents of an actor,
	 * or of a shared store.
	 * @param maxContent Ceiling and default of max_content: different contents.
	 * @param maxLabels Ceiling and default of max_labels: contents that labels point to.
	 */
	public record Contents(@DefaultValue("memory") Type type, @Nullable Path folder,
			@DefaultValue("1GB") DataSize totalSize, @DefaultValue("64MB") DataSize maxSize,
			@DefaultValue("10000") int maxContent, @DefaultValue("10000") int maxLabels) {

		public Contents {
			String property = "theater.content-store.folder";
			PropertyCheck.that(type != Type.FOLDER || folder != null, property, "not set",
					"it must name a folder where theater.content-store.type is folder");
			PropertyCheck.that(type == Type.FOLDER || folder == null, property, "'" + folder + "'",
					"it needs theater.content-store.type=folder");
			PropertyCheck.atLeast("theater.content-store.total-size", totalSize, DataSize.ofBytes(0));
			PropertyCheck.atLeast("theater.content-store.max-size", maxSize, DataSize.ofBytes(0));
			PropertyCheck.atLeast("theater.content-store.max-content", maxContent, 0);
			PropertyCheck.atLeast("theater.content-store.max-labels", maxLabels, 0);
		}

		ContentQuota toQuota() {
			return new ContentQuota(this.maxSize.toBytes(), this.maxContent, this.maxLabels);
		}

		/** Where contents are kept. */
		public enum Type {

			/** In the application's memory; gone when it ends. */
			MEMORY,
			/** In files of a folder. */
			FOLDER

		}
	}

	/**
	 * Bounds of what metrics tell apart.
	 *
	 * @param maxActorNames Most manifest names that have meters of their own; those
	 * beyond are counted as other.
	 */
	public record Metrics(@DefaultValue("200") int maxActorNames) {

		public Metrics {
			PropertyCheck.atLeast("theater.metrics.max-actor-names", maxActorNames, 1);
		}
	}

}
