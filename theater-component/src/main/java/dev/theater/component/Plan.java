package dev.theater.component;

import java.util.List;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.validation.CanonOptions;
import dev.theater.component.wasm.WasmModule;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a component is instantiated: all nesting unrolled, all indices
 * replaced by numbered slots, so that an instance costs little more than its core
 * instances.
 *
 * @param steps what to do, in order
 * @param coreInstances how many slots for core instances
 * @param lowered how many slots for lowered functions
 * @param lifted how many slots for lifted functions
 * @param componentInstances how many component instances, the outermost included
 * @param exports what the outermost component exports
 */
record Plan(List<Step> steps, int coreInstances, int lowered, int lifted, int componentInstances,
		Map<String, Item> exports) {

	/** Something of a core instance, or made for one. */
	sealed interface CoreItem {

		/** An export of the core instance in a slot. */
		record Exported(int instance, String name) implements CoreItem {
		}

		/** The lowered function in a slot. */
		record Lowered(int slot) implements CoreItem {
		}

	}

	/** A core instance: one that exists, or a bundle of items. */
	sealed interface CoreInstance {

		/** The item of a name. */
		@Nullable CoreItem item(String name);

		/** The core instance in a slot. */
		record Made(int slot) implements CoreInstance {

			@Override
			public CoreItem item(String name) {
				return new CoreItem.Exported(this.slot, name);
			}

		}

		/** Items under names. */
		record Bundle(Map<String, CoreItem> items) implements CoreInstance {

			@Override
			public @Nullable CoreItem item(String name) {
				return this.items.get(name);
			}

		}

	}

	/** Something at the level of components. */
	sealed interface Item permits FunctionItem, InstanceItem, Planner.ComponentReference, Planner.ModuleReference {

	}

	/** A function. */
	sealed interface FunctionItem extends Item {

		/** A function of an interface that the outermost component imports. */
		record Imported(String interfaceName, String function, FunctionType type) implements FunctionItem {
		}

		/** The lifted function in a slot, of a component instance. */
		record Lifted(int slot, FunctionType type, int owner) implements FunctionItem {
		}

	}

	/** An instance: items under names. */
	record InstanceItem(Map<String, Item> items) implements Item {
	}

	/** Options of a canonical definition, their indices replaced. */
	record Options(CanonOptions.Encoding encoding, @Nullable CoreItem memory, @Nullable CoreItem realloc,
			@Nullable CoreItem postReturn) {
	}

	/** One thing to do; each fills the next slot of its kind. */
	sealed interface Step {

		/** Makes a core instance. */
		record Instantiate(WasmModule module, Map<String, CoreInstance> arguments) implements Step {
		}

		/**
		 * Makes a core function of a component function. A recursive one belongs to an
		 * instance around or inside the caller's, and traps when it is called.
		 */
		record Lower(FunctionItem target, FunctionType type, Options options, int caller,
				boolean recursive) implements Step {
		}

		/** Makes a component function of a core function. */
		record Lift(CoreItem core, FunctionType type, Options options, int owner) implements Step {
		}

	}

}
