package dev.theater.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.Plan.CoreInstance;
import dev.theater.component.Plan.CoreItem;
import dev.theater.component.Plan.FunctionItem;
import dev.theater.component.Plan.Item;
import dev.theater.component.Plan.Step;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.NamedIndex;
import dev.theater.component.binary.Sort;
import dev.theater.component.validation.CanonOptions;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ItemType;
import dev.theater.component.validation.ValidatedComponent;
import dev.theater.component.validation.ValidatedDefinition;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.WasmModule;
import org.jspecify.annotations.Nullable;

/**
 * Runs a validated component's definitions with names for things in place of the things
 * themselves. Small components can unroll into very many instances, so everything is
 * counted and refused before anything exists.
 */
final class Planner {

	private static final int MAX_CORE_INSTANCES = 64;

	private static final int MAX_MEMORIES = 8;

	private static final int MAX_TABLES = 16;

	private static final int MAX_COMPONENT_INSTANCES = 1_000;

	private static final int MAX_DEPTH = 32;

	private static final int MAX_DEFINITIONS = 1_000_000;

	/**
	 * What the engine's and the host's objects of an instance may take on the heap,
	 * beside memories and tables: estimated, since no limit of an instance covers them.
	 */
	private static final long MAX_OBJECT_BYTES = 8L << 20;

	/** Of a lifted or lowered function: measured as 92. */
	private static final int FUNCTION_BYTES = 96;

	private final Map<CoreModuleBytes, WasmModule> modules;

	private final List<Step> steps = new ArrayList<>();

	/**
	 * Per component instance the one that made it, -1 for the outermost; always a lower
	 * number.
	 */
	private final List<Integer> makers = new ArrayList<>();

	private int coreInstances;

	private int lowered;

	private int lifted;

	private int componentInstances;

	private long memories;

	private long tables;

	private long objectBytes;

	private long definitions;

	private Planner(Map<CoreModuleBytes, WasmModule> modules) {
		this.modules = modules;
	}

	/**
	 * Unrolls a component whose imports are instances, functions or types; of a function
	 * that is imported by itself the interface name is empty.
	 */
	static Plan plan(ValidatedComponent component, Map<CoreModuleBytes, WasmModule> modules) {
		Planner planner = new Planner(modules);
		Map<String, Item> imports = new HashMap<>();
		component.type().imports().forEach((name, type) -> {
			Item item = imported(name, type);
			if (item != null) {
				imports.put(name, item);
			}
		});
		Map<String, Item> exports = typed(planner.run(new ComponentItem(component, null), imports, -1, 1),
				component.type().exports());
		return new Plan(List.copyOf(planner.steps), planner.coreInstances, planner.lowered, planner.lifted,
				planner.componentInstances, exports);
	}

	/** Only what the types name: an instance may hold more than its type says. */
	private static Map<String, Item> typed(Map<String, Item> items, Map<String, ItemType> types) {
		Map<String, Item> named = new LinkedHashMap<>();
		items.forEach((name, item) -> {
			ItemType type = types.get(name);
			if (type instanceof ItemType.Instance inner && item instanceof Plan.InstanceItem instance) {
				named.put(name, new Plan.InstanceItem(typed(instance.items(), inner.type().exports())));
			}
			else if (type != null) {
				named.put(name, item);
			}
		});
		return named;
	}

	/** A component with the scope that its outer aliases reach. */
	record ComponentItem(ValidatedComponent component, @Nullable Frame parent) {
	}

	/** The index spaces of one component instance. */
	static final class Frame {

		final @Nullable Frame parent;

		final int number;

		final Map<Sort, List<CoreItem>> core = new HashMap<>();

		final List<CoreModuleBytes> modules = new ArrayList<>();

		final List<CoreInstance> coreInstances = new ArrayList<>();

		final List<FunctionItem> functions = new ArrayList<>();

		final List<Plan.InstanceItem> instances = new ArrayList<>();

		final List<ComponentItem> components = new ArrayList<>();

		final Map<String, Item> exports = new LinkedHashMap<>();

		Frame(@Nullable Frame parent, int number) {
			this.parent = parent;
			this.number = number;
		}

		List<CoreItem> core(Sort sort) {
			return this.core.computeIfAbsent(sort, (each) -> new ArrayList<>());
		}

		/** Adds an item to its index space. */
		void add(Item item) {
			switch (item) {
				case FunctionItem function -> this.functions.add(function);
				case Plan.InstanceItem instance -> this.instances.add(instance);
				case ComponentReference component -> this.components.add(component.component());
				case ModuleReference module -> this.modules.add(module.module());
			}
		}

		/** An item by sort and index; null for a type, which is nothing at run time. */
		@Nullable Item item(Sort sort, long index) {
			int i = (int) index;
			return switch (sort) {
				case FUNCTION -> this.functions.get(i);
				case INSTANCE -> this.instances.get(i);
				case COMPONENT -> new ComponentReference(this.components.get(i));
				case CORE_MODULE -> new ModuleReference(this.modules.get(i));
				default -> null;
			};
		}

	}

	/** A component as an argument or export. */
	record ComponentReference(ComponentItem component) implements Item {
	}

	/** A core module as an argument or export. */
	record ModuleReference(CoreModuleBytes module) implements Item {
	}

	private static @Nullable Item imported(String name, ItemType type) {
		if (!(type instanceof ItemType.Instance instance)) {
			return null;
		}
		Map<String, Item> items = new LinkedHashMap<>();
		instance.type().exports().forEach((function, item) -> {
			if (item instanceof ItemType.Function typed) {
				items.put(function, new FunctionItem.Imported(name, function, typed.type()));
			}
		});
		return new Plan.InstanceItem(items);
	}

	private Map<String, Item> run(ComponentItem item, Map<String, Item> imports, int maker, int depth) {
		if (depth > MAX_DEPTH) {
			throw limit("component instances nested deeper than " + MAX_DEPTH + " levels; at most " + MAX_DEPTH
					+ " are allowed");
		}
		if (++this.componentInstances > MAX_COMPONENT_INSTANCES) {
			throw limit("an instance would have more than " + MAX_COMPONENT_INSTANCES + " component instances; at most "
					+ MAX_COMPONENT_INSTANCES + " are allowed");
		}
		this.makers.add(maker);
		Frame frame = new Frame(item.parent(), this.componentInstances - 1);
		for (ValidatedDefinition definition : item.component().definitions()) {
			count(1);
			define(definition, frame, imports, depth);
		}
		return frame.exports;
	}

	/** Counts definitions and the names in them. */
	private void count(int items) {
		this.definitions += items;
		if (this.definitions > MAX_DEFINITIONS) {
			throw limit("more than " + MAX_DEFINITIONS + " definitions and names in them, with all instances unrolled");
		}
	}

	private void makes(long bytes) {
		this.objectBytes += bytes;
		if (this.objectBytes > MAX_OBJECT_BYTES) {
			throw limit("an instance would need more than " + MAX_OBJECT_BYTES
					+ " bytes for its lifted and lowered functions and its modules' exports, globals, tags, functions"
					+ " and segments, all instances counted; at most " + MAX_OBJECT_BYTES + " are allowed");
		}
	}

	private void define(ValidatedDefinition definition, Frame frame, Map<String, Item> imports, int depth) {
		switch (definition) {
			case ValidatedDefinition.Module module -> frame.modules.add(module.module());
			case ValidatedDefinition.Outer outer -> outer(outer, frame);
			case ValidatedDefinition.CoreInstantiated instance -> coreInstance(instance, frame);
			case ValidatedDefinition.CoreBundled bundle -> frame.coreInstances.add(coreBundle(bundle, frame));
			case ValidatedDefinition.CoreAliased alias -> frame.core(alias.sort())
				.add(Objects.requireNonNull(frame.coreInstances.get(alias.instance()).item(alias.name())));
			case ValidatedDefinition.Lifted lift -> lift(lift, frame);
			case ValidatedDefinition.Lowered lower -> lower(lower, frame);
			case ValidatedDefinition.Nested nested ->
				frame.components.add(new ComponentItem(nested.component(), frame));
			case ValidatedDefinition.Instantiated instance -> {
				ComponentItem component = frame.components.get(instance.component());
				Map<String, Item> exports = run(component, named(instance.arguments(), frame), frame.number, depth + 1);
				frame.instances.add(new Plan.InstanceItem(exports));
			}
			case ValidatedDefinition.Bundled bundle ->
				frame.instances.add(new Plan.InstanceItem(named(bundle.exports(), frame)));
			case ValidatedDefinition.Aliased alias -> {
				Item item = frame.instances.get(alias.instance()).items().get(alias.name());
				frame.add(Objects.requireNonNull(item));
			}
			case ValidatedDefinition.Imported each -> {
				Item item = imports.get(each.name());
				if (item != null) {
					frame.add(item);
				}
				else if (each.type() instanceof ItemType.Function function) {
					frame.add(new FunctionItem.Imported("", each.name(), function.type()));
				}
			}
			case ValidatedDefinition.Exported export -> {
				Item item = frame.item(export.target().sort(), export.target().index());
				if (item != null) {
					frame.exports.put(export.name(), item);
					frame.add(item);
				}
			}
		}
	}

	private Map<String, Item> named(List<NamedIndex> indices, Frame frame) {
		count(indices.size());
		Map<String, Item> items = new LinkedHashMap<>();
		for (NamedIndex each : indices) {
			Item item = frame.item(each.target().sort(), each.target().index());
			if (item != null) {
				items.put(each.name(), item);
			}
		}
		return items;
	}

	private static void outer(ValidatedDefinition.Outer outer, Frame frame) {
		Frame from = frame;
		for (int i = 0; i < outer.count(); i++) {
			from = Objects.requireNonNull(from.parent);
		}
		frame.add(Objects.requireNonNull(from.item(outer.sort(), outer.index())));
	}

	private void coreInstance(ValidatedDefinition.CoreInstantiated instance, Frame frame) {
		CoreModuleBytes bytes = frame.modules.get(instance.module());
		this.memories += bytes.definedMemories();
		this.tables += bytes.definedTables();
		require(++this.coreInstances, MAX_CORE_INSTANCES, "core instances");
		require(this.memories, MAX_MEMORIES, "memories");
		require(this.tables, MAX_TABLES, "tables");
		WasmModule module = Objects.requireNonNull(this.modules.get(bytes));
		makes(module.instanceBytes());
		count(instance.arguments().size());
		Map<String, CoreInstance> arguments = new HashMap<>();
		instance.arguments().forEach((name, index) -> arguments.put(name, frame.coreInstances.get(index)));
		this.steps.add(new Step.Instantiate(module, Map.copyOf(arguments)));
		frame.coreInstances.add(new CoreInstance.Made(this.coreInstances - 1));
	}

	private CoreInstance coreBundle(ValidatedDefinition.CoreBundled bundle, Frame frame) {
		count(bundle.exports().size());
		Map<String, CoreItem> items = new HashMap<>();
		for (NamedIndex each : bundle.exports()) {
			items.put(each.name(), frame.core(each.target().sort()).get((int) each.target().index()));
		}
		return new CoreInstance.Bundle(Map.copyOf(items));
	}

	private void lift(ValidatedDefinition.Lifted lift, Frame frame) {
		makes(FUNCTION_BYTES);
		CoreItem core = frame.core(Sort.CORE_FUNCTION).get(lift.coreFunction());
		this.steps.add(new Step.Lift(core, lift.type(), options(lift.options(), frame), frame.number));
		frame.functions.add(new FunctionItem.Lifted(this.lifted++, lift.type(), frame.number));
	}

	private void lower(ValidatedDefinition.Lowered lower, Frame frame) {
		makes(FUNCTION_BYTES);
		FunctionItem target = frame.functions.get(lower.function());
		boolean recursive = target instanceof FunctionItem.Lifted callee
				&& (encloses(callee.owner(), frame.number) || encloses(frame.number, callee.owner()));
		this.steps.add(new Step.Lower(target, lower.type(), options(lower.options(), frame), frame.number, recursive));
		frame.core(Sort.CORE_FUNCTION).add(new CoreItem.Lowered(this.lowered++));
	}

	/** Whether a component instance is another or (indirectly) made it. */
	private boolean encloses(int outer, int inner) {
		int number = inner;
		while (number > outer) {
			number = this.makers.get(number);
		}
		return number == outer;
	}

	private static Plan.Options options(CanonOptions options, Frame frame) {
		return new Plan.Options(options.encoding(), at(frame, Sort.CORE_MEMORY, options.memory()),
				at(frame, Sort.CORE_FUNCTION, options.realloc()), at(frame, Sort.CORE_FUNCTION, options.postReturn()));
	}

	private static @Nullable CoreItem at(Frame frame, Sort sort, int index) {
		return index < 0 ? null : frame.core(sort).get(index);
	}

	/** Counting stops at the first that is too many: there may be millions. */
	private static void require(long count, int limit, String what) {
		if (count > limit) {
			throw limit("an instance would have " + count + " " + what + " or more; at most " + limit + " are allowed");
		}
	}

	private static InvalidComponentException limit(String message) {
		return new InvalidComponentException(ValidationRule.LIMIT, message, -1);
	}

}
