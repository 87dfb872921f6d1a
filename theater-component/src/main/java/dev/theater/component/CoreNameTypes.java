package dev.theater.component;

import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreValueType;
import dev.theater.component.type.FlatSignature;
import dev.theater.component.type.FunctionType;
import dev.theater.component.validation.CoreModuleType;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * Whether the memory, the allocator, the initialiser and the post-return functions of a
 * core module have the types that their names promise, and are there where they are
 * needed. The validator would say the same of indices that no author has ever seen.
 */
final class CoreNameTypes {

	private static final CoreExternType.Function REALLOC = new CoreExternType.Function(
			List.of(CoreValueType.I32, CoreValueType.I32, CoreValueType.I32, CoreValueType.I32),
			List.of(CoreValueType.I32));

	private static final CoreExternType.Function INITIALIZE = new CoreExternType.Function(List.of(), List.of());

	private final CoreModuleType module;

	private final CoreNames names;

	CoreNameTypes(CoreModuleType module, CoreNames names) {
		this.module = module;
		this.names = names;
	}

	/** Checks a module whose functions have these types. */
	void check(Map<CoreNames.Function, FunctionType> imports, Map<CoreNames.Function, FunctionType> exports) {
		requireFunction(this.names.realloc(), REALLOC);
		requireFunction(this.names.initialize(), INITIALIZE);
		String memory = this.names.memory();
		if (memory != null && !(this.module.exports().get(memory) instanceof CoreExternType.Memory)) {
			throw wrong(memory, "a memory");
		}
		imports.forEach((function, type) -> {
			FlatSignature flat = FlatSignature.lowered(type);
			require(function, type, pointsIn(type) || flat.paramsInMemory() || flat.resultInMemory(), pointsOut(type));
		});
		exports.forEach((function, type) -> {
			FlatSignature flat = FlatSignature.lifted(type);
			require(function, type, pointsOut(type) || flat.resultInMemory(), pointsIn(type) || flat.paramsInMemory());
			requireFunction(function.postReturn(),
					new CoreExternType.Function(ModuleLoader.signature(flat).results(), List.of()));
		});
	}

	private static boolean pointsIn(FunctionType type) {
		return type.params().stream().anyMatch((param) -> param.type().containsPointer());
	}

	private static boolean pointsOut(FunctionType type) {
		return type.result() != null && type.result().containsPointer();
	}

	private void require(CoreNames.Function function, FunctionType type, boolean reads, boolean allocates) {
		if ((reads || allocates) && this.names.memory() == null) {
			throw missing(function, type, this.names.family().memory(), "its memory");
		}
		if (allocates && this.names.realloc() == null) {
			throw missing(function, type, this.names.family().realloc(), "an allocator, " + REALLOC);
		}
	}

	private void requireFunction(@Nullable String name, CoreExternType.Function type) {
		if (name != null && !type.equals(this.module.exports().get(name))) {
			throw wrong(name, type.toString());
		}
	}

	private InvalidComponentException wrong(String name, String right) {
		return invalid("\"" + name + "\" is " + this.module.exports().get(name) + "; its name says " + right);
	}

	private static InvalidComponentException missing(CoreNames.Function function, FunctionType type, String name,
			String what) {
		return invalid("the core module exports no \"" + name + "\", " + what + ", which " + function.path() + ", "
				+ type + ", needs");
	}

	private static InvalidComponentException invalid(String message) {
		return new InvalidComponentException(ValidationRule.CANONICAL_NAMES, message, -1);
	}

}
