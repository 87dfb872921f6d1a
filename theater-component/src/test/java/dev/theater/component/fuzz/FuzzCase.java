package dev.theater.component.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import dev.theater.component.Component;
import dev.theater.component.ComponentExport;
import dev.theater.component.ComponentInstance;
import dev.theater.component.ExportedFunction;
import dev.theater.component.HostInterface;
import dev.theater.component.InstanceOptions;
import dev.theater.component.ItemKind;
import dev.theater.component.LinkException;
import dev.theater.component.LinkedComponent;
import dev.theater.component.Linker;
import dev.theater.component.TheaterSimple;
import dev.theater.component.TrapException;
import dev.theater.component.World;
import dev.theater.component.binary.ComponentDecoder;
import dev.theater.component.binary.ComponentDecoder.FileKind;
import dev.theater.component.binary.MalformedComponentException;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmLimits;
import dev.theater.component.wasm.WasmTrap;

/**
 * One damaged binary on its way through the host. All of it follows from one seed.
 */
final class FuzzCase {

	private static final WasmEngine INTERPRETER = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	private static final WasmEngine COMPILER = WasmEngine.of(WasmEngine.Mode.COMPILER);

	private static final WasmLimits LIMITS = new WasmLimits(64 * 65536, 2000);

	private static final long TRANSFER = 256 * 1024;

	private static final int COMPILED_OF = 40;

	private static final int MOST_CALLS = 12;

	private static final int MOST_INSTANCES = 4;

	private static final List<HostInterface> INTERFACES = TheaterSimple
		.interfaces((context, name, type, arguments) -> answer((FuzzCase) context.attachment(FuzzCase.class), type));

	private static final World WORLD = TheaterSimple.world(INTERFACES);

	private static final Linker LINKER = new Linker().with(INTERFACES);

	private final Tally tally;

	private final WasmEngine engine;

	final Corpus.Sample sample;

	final byte[] bytes;

	private final Random random;

	private final RandomValues values;

	/** Not null while guests may run; read by the thread that watches. */
	volatile Deadline deadline;

	private int instances;

	/** The host did as it was told to fail. */
	static final class HostRefusal extends RuntimeException {

		private static final long serialVersionUID = 1L;

		HostRefusal() {
			super("the host refuses", null, false, false);
		}

	}

	FuzzCase(Corpus corpus, long seed, Tally tally) {
		this.random = new Random(seed);
		this.tally = tally;
		this.engine = this.random.nextInt(COMPILED_OF) == 0 ? COMPILER : INTERPRETER;
		this.sample = corpus.pick(this.random);
		this.bytes = new Mutator(corpus.samples(), this.random).mutate(this.sample.bytes());
		this.values = new RandomValues(this.random);
	}

	private FuzzCase(Corpus.Sample sample, WasmEngine engine, Tally tally) {
		this.random = new Random(1);
		this.tally = tally;
		this.engine = engine;
		this.sample = sample;
		this.bytes = sample.bytes();
		this.values = new RandomValues(this.random);
	}

	/** A file as it is, to see that it runs, and to warm up. */
	static FuzzCase unchanged(Corpus.Sample sample, boolean compiled, Tally tally) {
		return new FuzzCase(sample, compiled ? COMPILER : INTERPRETER, tally);
	}

	boolean compiled() {
		return this.engine == COMPILER;
	}

	private static Object answer(FuzzCase running, FunctionType type) {
		if (running.random.nextInt(50) == 0) {
			throw new HostRefusal();
		}
		return type.result() != null ? running.values.value(type.result()) : null;
	}

	/**
	 * Runs the case.
	 * @param millis how long its guests may run
	 * @throws RuntimeException or an error that no documentation promises: a finding
	 */
	void run(long millis) {
		this.deadline = new Deadline(millis);
		this.tally.count(compiled() ? "cases compiled" : "cases interpreted");
		try {
			load();
		}
		catch (MalformedComponentException | InvalidComponentException | UnsupportedFeatureException
				| LinkException ex) {
			this.tally.count("refused " + ex.getClass().getSimpleName());
			requireNoExhaustion(ex);
		}
		catch (TrapException ex) {
			trapped("trap at instantiation ", ex);
		}
		finally {
			this.deadline = null;
		}
	}

	private void load() {
		if (ComponentDecoder.kindOf(this.bytes) == FileKind.COMPONENT) {
			ComponentDecoder.decode(this.bytes);
		}
		this.tally.count("stage 1 decoded");
		Component component = Component.load(this.engine, this.bytes, WORLD);
		this.tally.count("stage 2 validated");
		LinkedComponent linked = LINKER.link(component);
		this.tally.count("stage 3 linked");
		ComponentInstance instance = instantiate(linked);
		this.tally.count("stage 4 instantiated");
		int calls = 0;
		for (ComponentExport export : component.exports()) {
			for (Map.Entry<String, FunctionType> function : export.functions().entrySet()) {
				if (calls++ < MOST_CALLS) {
					instance = call(linked, instance, export, function.getKey(), function.getValue());
				}
			}
		}
		if (calls > 0) {
			this.tally.count("stage 5 called");
		}
	}

	private ComponentInstance instantiate(LinkedComponent linked) {
		this.instances++;
		return linked
			.instantiate(new InstanceOptions(LIMITS, TRANSFER, this.deadline, null).withAttachment(this));
	}

	private ComponentInstance call(LinkedComponent linked, ComponentInstance instance, ComponentExport export,
			String name, FunctionType type) {
		if (!RandomValues.makes(type.result())
				|| !type.params().stream().allMatch((param) -> RandomValues.makes(param.type()))) {
			this.tally.count("calls skipped");
			return instance;
		}
		ComponentInstance callee = instance;
		if (instance.hasTrapped() && this.instances < MOST_INSTANCES) {
			callee = instantiate(linked);
		}
		boolean wrong = this.random.nextInt(60) == 0;
		Object[] arguments = type.params()
			.stream()
			.map((param) -> wrong ? this.values.anything() : this.values.value(param.type()))
			.toArray();
		ExportedFunction function = find(callee, export, name)
			.orElseThrow(() -> new AssertionError("no function " + export.name() + "." + name));
		try {
			function.call(arguments);
			this.tally.count("calls returned");
		}
		catch (TrapException ex) {
			trapped("calls trapped ", ex);
		}
		catch (IllegalArgumentException ex) {
			if (!wrong) {
				throw ex;
			}
			this.tally.count("calls with wrong arguments refused");
		}
		return callee;
	}

	private static Optional<ExportedFunction> find(ComponentInstance instance, ComponentExport export, String name) {
		return export.kind() == ItemKind.INTERFACE ? instance.function(export.name(), name)
				: instance.function(export.name());
	}

	private void trapped(String what, TrapException ex) {
		this.tally.count(what + ex.reason());
		requireNoExhaustion(ex);
		if (ex.reason() == WasmTrap.Reason.HOST && !(ex.getCause() instanceof HostRefusal)) {
			throw new AssertionError("a host function failed by itself", ex);
		}
		if (ex.reason() == WasmTrap.Reason.OTHER) {
			Throwable root = ex;
			while (root.getCause() != null) {
				root = root.getCause();
			}
			this.tally.count("engine failed with " + root.getClass().getSimpleName() + " at " + Tally.place(root));
		}
	}

	/** Heap must never run out, even if somebody catches it. */
	private static void requireNoExhaustion(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError) {
				throw new AssertionError("out of memory", thrown);
			}
		}
	}

}
