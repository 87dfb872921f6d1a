package dev.theater.component.wasm;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * How modules are made runnable. Immutable and thread-safe; one is enough for an
 * application.
 */
public final class WasmEngine {

	private final Mode mode;

	private final boolean gc;

	private final @Nullable CompiledCodeCache cache;

	/**
	 * How guest code runs.
	 */
	public enum Mode {

		/** Compiled to JVM byte code at load: slow to load, fast to run. */
		COMPILER,
		/** Interpreted: fast to load, fifty times slower to run. */
		INTERPRETER

	}

	private WasmEngine(Builder builder) {
		this.mode = builder.mode;
		this.gc = builder.gc;
		this.cache = (builder.cacheDirectory != null) ? new CompiledCodeCache(builder.cacheDirectory) : null;
	}

	/**
	 * An engine without a cache that refuses the GC proposal.
	 * @param mode how guest code runs
	 * @return the engine
	 */
	public static WasmEngine of(Mode mode) {
		return builder(mode).build();
	}

	/**
	 * Starts an engine.
	 * @param mode how guest code runs
	 * @return a builder
	 */
	public static Builder builder(Mode mode) {
		return new Builder(mode);
	}

	/**
	 * How guest code runs.
	 * @return the mode
	 */
	public Mode mode() {
		return this.mode;
	}

	boolean allowsGc() {
		return this.gc;
	}

	@Nullable CompiledCodeCache cache() {
		return this.cache;
	}

	/**
	 * Collects the options of an engine.
	 */
	public static final class Builder {

		private final Mode mode;

		private boolean gc;

		private @Nullable Path cacheDirectory;

		private Builder(Mode mode) {
			this.mode = mode;
		}

		/**
		 * Keeps compiled code in a directory. Its content is run as code: only the
		 * application's own user may be able to write there.
		 * @param directory the directory; made when missing
		 * @return this
		 */
		public Builder cacheDirectory(Path directory) {
			this.cacheDirectory = directory;
			return this;
		}

		/**
		 * Accepts modules of the GC proposal. Their objects live on the Java heap outside
		 * any memory limit, so only for guests that are trusted not to exhaust it.
		 * @param allowed whether they are accepted; false by default
		 * @return this
		 */
		public Builder allowGc(boolean allowed) {
			this.gc = allowed;
			return this;
		}

		/**
		 * Makes the engine.
		 * @return the engine
		 * @throws IllegalArgumentException if the cache directory cannot be made, or
		 * others can write there
		 */
		public WasmEngine build() {
			WasmEngine engine = new WasmEngine(this);
			WarmUp.run(new WasmEngine(new Builder(this.mode)));
			return engine;
		}

	}

}
