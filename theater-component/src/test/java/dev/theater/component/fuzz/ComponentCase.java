package dev.theater.component.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import dev.theater.component.wasm.MemoryBudget;
import dev.theater.component.wasm.WasmEngine;

/** A component, or a core module with canonical names, by way of the public API. */
final class ComponentCase extends FuzzCase {

	private static final long TRANSFER = 256 * 1024;

	private static final int MOST_CALLS = 12;

	private static final int MOST_INSTANCES = 4;

	private static final List<HostInterface> INTERFACES = TheaterSimple
		.interfaces((context, name, type, arguments) -> context.attachment(ComponentCase.class).answer(type));

	private static final World WORLD = TheaterSimple.world(INTERFACES);

	private static final Linker LINKER = new Linker().with(INTERFACES);

	private int instances;

	private ComponentCase(Random random, Tally tally, WasmEngine engine, Corpus.Sample sample, byte[] bytes) {
		super(random, tally, engine, sample, bytes);
	}

	static ComponentCase of(Corpus corpus, long seed, Tally tally) {
		Random random = new Random(seed);
		WasmEngine engine = engine(random);
		Corpus.Sample sample = corpus.pick(random);
		byte[] bytes = new Mutator(corpus.samples(), random).mutate(sample.bytes());
		return new ComponentCase(random, tally, engine, sample, bytes);
	}

	/** A file as it is, to see that it runs, and to warm up. */
	static ComponentCase unchanged(Corpus.Sample sample, boolean compiled, Tally tally) {
		return new ComponentCase(new Random(1), tally, engine(compiled), sample, sample.bytes());
	}

	private Object answer(FunctionType type) {
		if (this.random.nextInt(50) == 0) {
			throw new HostRefusal();
		}
		return type.result() != null ? this.values.value(type.result()) : null;
	}

	@Override
	void run() {
		try {
			load();
		}
		catch (MalformedComponentException | InvalidComponentException | UnsupportedFeatureException
				| LinkException ex) {
			this.tally.count("refused " + ex.getClass().getSimpleName());
			requireNoExhaustion(ex);
		}
		catch (TrapException ex) {
			trapped("trap at instantiation ", ex.reason(), ex);
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
		return linked.instantiate(new InstanceOptions(LIMITS, MemoryBudget.UNLIMITED, TRANSFER,
				Objects.requireNonNull(this.deadline), this));
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
			trapped("calls trapped ", ex.reason(), ex);
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

}
