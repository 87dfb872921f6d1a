package dev.theater.component.wasm;

import java.util.function.Function;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;

/**
 * Lets the engine alone run on the memory class of {@code theater-component}. In that
 * class's package, because it is nobody else's.
 */
public final class CopyOnWriteMemories {

	private CopyOnWriteMemories() {
	}

	/**
	 * A memory factory for instances of one module.
	 * @param module the module, which has one memory
	 * @return for {@code Instance.Builder.withMemoryFactory}
	 */
	public static Function<MemoryLimits, Memory> of(WasmModule module) {
		WasmStore store = new WasmStore(WasmLimits.DEFAULTS, GuestWatch.NONE);
		MemoryLimits limits = module.memorySection().orElseThrow().getMemory(0).limits();
		DataSegment[] segments = module.dataSection().dataSegments();
		MemoryImage image = MemoryImage.of(limits, segments);
		return (wanted) -> new MemoryPages(store, wanted, image).newView();
	}

}
