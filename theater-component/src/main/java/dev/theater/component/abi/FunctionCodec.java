package dev.theater.component.abi;

import java.util.ArrayList;
import java.util.List;

import dev.theater.component.type.FlatSignature;
import dev.theater.component.type.FlatType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.Layout;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.CoreType;
import dev.theater.component.wasm.FunctionSignature;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and result of a function type, each list either flat or, where it is too
 * long, a record in memory.
 */
final class FunctionCodec {

	private final FunctionType type;

	private final FunctionSignature lifted;

	private final FunctionSignature lowered;

	private final Codec[] params;

	private final int[] paramOffsets;

	private final int paramBytes;

	private final int paramAlignment;

	private final int flatParams;

	private final boolean paramsInMemory;

	private final @Nullable Codec result;

	private final boolean resultInMemory;

	FunctionCodec(FunctionType type, Codecs codecs) {
		this.type = type;
		this.lifted = signature(FlatSignature.lifted(type));
		this.lowered = signature(FlatSignature.lowered(type));
		List<ValueType> types = type.params().stream().map(FunctionType.Param::type).toList();
		this.params = new Codec[types.size()];
		int alignment = 1;
		int flat = 0;
		for (int i = 0; i < this.params.length; i++) {
			Codec param = codecs.of(types.get(i));
			this.params[i] = param;
			alignment = Math.max(alignment, param.alignment());
			flat = Math.min(flat + param.flatCount(), FlatSignature.MAX_PARAMS + 1);
		}
		this.paramOffsets = Layout.offsets(types);
		this.paramAlignment = alignment;
		int last = this.params.length - 1;
		this.paramBytes = (last < 0) ? 0
				: (int) Layout.align((long) this.paramOffsets[last] + this.params[last].size(), alignment);
		this.paramsInMemory = flat > FlatSignature.MAX_PARAMS;
		this.flatParams = this.paramsInMemory ? 1 : flat;
		ValueType resultType = type.result();
		this.result = (resultType != null) ? codecs.of(resultType) : null;
		this.resultInMemory = this.result != null && this.result.flatCount() > FlatSignature.MAX_RESULTS;
	}

	static FunctionSignature signature(FlatSignature flat) {
		return new FunctionSignature(coreTypes(flat.params()), coreTypes(flat.results()));
	}

	private static List<CoreType> coreTypes(List<FlatType> types) {
		List<CoreType> converted = new ArrayList<>(types.size());
		for (FlatType type : types) {
			converted.add(switch (type) {
				case I32 -> CoreType.I32;
				case I64 -> CoreType.I64;
				case F32 -> CoreType.F32;
				case F64 -> CoreType.F64;
			});
		}
		return converted;
	}

	FunctionType type() {
		return this.type;
	}

	/** The type of a core function that is lifted. */
	FunctionSignature lifted() {
		return this.lifted;
	}

	/** The type of the core function made by lowering. */
	FunctionSignature lowered() {
		return this.lowered;
	}

	void checkArguments(@Nullable Object[] arguments) {
		if (arguments.length != this.params.length) {
			throw new IllegalArgumentException(
					arguments.length + " arguments for " + this.type + "; expected " + this.params.length);
		}
		for (int i = 0; i < arguments.length; i++) {
			try {
				this.params[i].check(arguments[i]);
			}
			catch (IllegalArgumentException wrong) {
				throw Codec.inside("argument " + this.type.params().get(i).name(), wrong);
			}
		}
	}

	void checkResult(@Nullable Object value) {
		if (this.result != null) {
			try {
				this.result.check(value);
			}
			catch (IllegalArgumentException wrong) {
				throw Codec.inside("result of " + this.type, wrong);
			}
		}
		else if (value != null) {
			throw new IllegalArgumentException(
					"result of " + this.type + ": " + Codec.describe(value) + "; expected none (null)");
		}
	}

	/** Arguments into a guest: what its core function is called with. */
	long[] lowerArguments(CallContext context, Object[] arguments) {
		long[] flat = new long[this.flatParams];
		if (this.paramsInMemory) {
			long block = context.allocate(this.paramAlignment, this.paramBytes);
			for (int i = 0; i < arguments.length; i++) {
				this.params[i].store(context, arguments[i], block + this.paramOffsets[i]);
			}
			flat[0] = block;
		}
		else {
			FlatValues to = new FlatValues(flat);
			for (int i = 0; i < arguments.length; i++) {
				this.params[i].lower(context, arguments[i], to);
			}
		}
		return flat;
	}

	/** Arguments out of a guest: what it called a lowered function with. */
	Object[] liftArguments(CallContext context, long[] flat) {
		context.charge(Codec.OBJECT_BYTES + 8L * this.params.length);
		Object[] arguments = new Object[this.params.length];
		if (this.paramsInMemory) {
			long block = flat[0] & 0xffff_ffffL;
			context.checkBlock(block, this.paramAlignment, this.paramBytes, "parameters at");
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = this.params[i].load(context, block + this.paramOffsets[i]);
			}
		}
		else {
			FlatValues from = new FlatValues(flat);
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = this.params[i].lift(context, from);
			}
		}
		return arguments;
	}

	/** The result out of a guest: of what its core function returned. */
	@Nullable Object liftResult(CallContext context, long[] results) {
		if (this.result == null) {
			return null;
		}
		if (!this.resultInMemory) {
			return this.result.lift(context, new FlatValues(results));
		}
		long block = results[0] & 0xffff_ffffL;
		context.checkBlock(block, this.result.alignment(), this.result.size(), "result at");
		return this.result.load(context, block);
	}

	/**
	 * The result into a guest: what the lowered function returns, or writes where it was
	 * told.
	 */
	long[] lowerResult(CallContext context, @Nullable Object value, long[] arguments) {
		if (this.result == null || value == null) {
			return new long[0];
		}
		if (!this.resultInMemory) {
			long[] flat = new long[this.result.flatCount()];
			this.result.lower(context, value, new FlatValues(flat));
			return flat;
		}
		long block = arguments[this.flatParams] & 0xffff_ffffL;
		context.checkBlock(block, this.result.alignment(), this.result.size(), "result pointer");
		this.result.store(context, value, block);
		return new long[0];
	}

}
