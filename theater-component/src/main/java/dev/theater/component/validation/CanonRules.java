package dev.theater.component.validation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CanonOption;
import dev.theater.component.binary.CanonOption.Kind;
import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreValueType;
import dev.theater.component.binary.Definition;
import dev.theater.component.type.FlatSignature;
import dev.theater.component.type.FlatType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Lifting and lowering: options and core signatures (canonical ABI, canonical
 * definitions).
 */
final class CanonRules {

	private static final CoreExternType.Function REALLOC = new CoreExternType.Function(
			List.of(CoreValueType.I32, CoreValueType.I32, CoreValueType.I32, CoreValueType.I32),
			List.of(CoreValueType.I32));

	private final Scope scope;

	CanonRules(Scope scope) {
		this.scope = scope;
	}

	ValidatedDefinition.Lifted lift(Definition.Lift lift) {
		long offset = lift.offset();
		if (!(this.scope.types.get(lift.type(), offset) instanceof TypeDefinition.Function function)) {
			throw new InvalidComponentException(ValidationRule.SORT,
					"type " + lift.type() + " is not a function type, as lifting needs", offset);
		}
		FunctionType type = function.type();
		FlatSignature flat = FlatSignature.lifted(type);
		CoreExternType.Function wanted = coreType(flat);
		CoreExternType.Function given = this.scope.coreFunctions.get(lift.coreFunction(), offset);
		if (!given.equals(wanted)) {
			throw new InvalidComponentException(ValidationRule.CORE_SIGNATURE,
					"core func " + lift.coreFunction() + " is " + given + " where " + type + " needs " + wanted,
					offset);
		}
		CanonOptions options = options(lift.options(), offset);
		boolean pointersIn = type.params().stream().anyMatch((param) -> param.type().containsPointer());
		require(options, flat.resultInMemory() || points(type.result()), pointersIn || flat.paramsInMemory(), offset);
		if (options.postReturn() >= 0) {
			requirePostReturn(options.postReturn(), wanted, offset);
		}
		this.scope.functions.add(function);
		return new ValidatedDefinition.Lifted((int) lift.coreFunction(), options, type);
	}

	ValidatedDefinition.Lowered lower(Definition.Lower lower) {
		long offset = lower.offset();
		FunctionType type = this.scope.functions.get(lower.function(), offset).type();
		FlatSignature flat = FlatSignature.lowered(type);
		CanonOptions options = options(lower.options(), offset);
		if (options.postReturn() >= 0) {
			throw new InvalidComponentException(ValidationRule.CANON_OPTIONS,
					"a post-return function for a lowered function; only lifted ones have one", offset);
		}
		boolean pointersIn = type.params().stream().anyMatch((param) -> param.type().containsPointer());
		require(options, pointersIn || flat.paramsInMemory() || flat.resultInMemory(), points(type.result()), offset);
		this.scope.coreFunctions.add(coreType(flat));
		return new ValidatedDefinition.Lowered((int) lower.function(), options, type);
	}

	/** The functions that make, look into and drop handles. */
	void resource(Definition.ResourceFunction function) {
		long offset = function.offset();
		if (!(this.scope.types.get(function.type(), offset) instanceof TypeDefinition.Resource resource)) {
			throw new InvalidComponentException(ValidationRule.SORT,
					"type " + function.type() + " is not a resource, as " + function.operation() + " needs", offset);
		}
		boolean drop = function.operation().equals("resource.drop");
		if (!drop && !this.scope.local.contains(resource.type())) {
			throw new InvalidComponentException(ValidationRule.SORT, function.operation() + " of " + resource
					+ ", which another component defines; only resource.drop is for all", offset);
		}
		this.scope.coreFunctions.add(
				new CoreExternType.Function(List.of(CoreValueType.I32), drop ? List.of() : List.of(CoreValueType.I32)));
	}

	private static boolean points(@Nullable ValueType type) {
		return type != null && type.containsPointer();
	}

	private CanonOptions options(List<CanonOption> list, long offset) {
		Map<Kind, CanonOption> options = new EnumMap<>(Kind.class);
		CanonOptions.Encoding encoding = CanonOptions.Encoding.UTF8;
		boolean encoded = false;
		for (CanonOption option : list) {
			boolean again = option.kind().isEncoding() && encoded;
			if (options.put(option.kind(), option) != null || again) {
				throw new InvalidComponentException(ValidationRule.CANON_OPTIONS,
						"the option " + option.kind() + " beside another of its kind", option.offset());
			}
			if (option.kind().isEncoding()) {
				encoded = true;
				encoding = CanonOptions.Encoding.valueOf(option.kind().name());
			}
		}
		int memory = memory(options.get(Kind.MEMORY));
		int realloc = realloc(options.get(Kind.REALLOC));
		if (realloc >= 0 && memory < 0) {
			throw new InvalidComponentException(ValidationRule.CANON_OPTIONS,
					"the option realloc without the option memory", offset);
		}
		CanonOption postReturn = options.get(Kind.POST_RETURN);
		if (postReturn != null) {
			this.scope.coreFunctions.get(postReturn.index(), postReturn.offset());
		}
		return new CanonOptions(encoding, memory, realloc, postReturn != null ? (int) postReturn.index() : -1);
	}

	private int memory(@Nullable CanonOption option) {
		if (option == null) {
			return -1;
		}
		CoreExternType.Memory memory = this.scope.coreMemories.get(option.index(), option.offset());
		if (memory.wide()) {
			throw new UnsupportedFeatureException("a 64-bit memory (memory64)", option.offset());
		}
		if (memory.shared()) {
			throw new UnsupportedFeatureException("a shared memory (threads)", option.offset());
		}
		return (int) option.index();
	}

	private int realloc(@Nullable CanonOption option) {
		if (option == null) {
			return -1;
		}
		CoreExternType.Function type = this.scope.coreFunctions.get(option.index(), option.offset());
		if (!type.equals(REALLOC)) {
			throw new InvalidComponentException(ValidationRule.CANON_OPTIONS,
					"realloc of type " + type + "; " + REALLOC + " is right", option.offset());
		}
		return (int) option.index();
	}

	/** Lifting reads memory; lowering writes memory that the guest allocates. */
	private static void require(CanonOptions options, boolean reads, boolean allocates, long offset) {
		if ((reads || allocates) && options.memory() < 0) {
			throw new InvalidComponentException(ValidationRule.CANON_OPTIONS,
					"no option memory where the function's type needs one", offset);
		}
		if (allocates && options.realloc() < 0) {
			throw new InvalidComponentException(ValidationRule.CANON_OPTIONS,
					"no option realloc where the function's type needs one", offset);
		}
	}

	private void requirePostReturn(int index, CoreExternType.Function lifted, long offset) {
		CoreExternType.Function wanted = new CoreExternType.Function(lifted.results(), List.of());
		CoreExternType.Function given = this.scope.coreFunctions.get(index, offset);
		if (!given.equals(wanted)) {
			throw new InvalidComponentException(ValidationRule.CANON_OPTIONS,
					"post-return of type " + given + "; " + wanted + " is right", offset);
		}
	}

	private static CoreExternType.Function coreType(FlatSignature flat) {
		return new CoreExternType.Function(flat.params().stream().map(CanonRules::coreType).toList(),
				flat.results().stream().map(CanonRules::coreType).toList());
	}

	private static CoreValueType coreType(FlatType type) {
		return switch (type) {
			case I32 -> CoreValueType.I32;
			case I64 -> CoreValueType.I64;
			case F32 -> CoreValueType.F32;
			case F64 -> CoreValueType.F64;
		};
	}

}
