package dev.theater.component.type;

import java.util.ArrayList;
import java.util.List;

/**
 * The core function type that belongs to a component-level function type (canonical ABI,
 * {@code flatten_functype}).
 *
 * @param params the core parameters
 * @param results the core results, at most one
 * @param paramsInMemory whether the parameters are passed as one pointer
 * @param resultInMemory whether the result is passed in memory
 */
public record FlatSignature(List<FlatType> params, List<FlatType> results, boolean paramsInMemory,
		boolean resultInMemory) {

	/** More flat parameters than this are passed in memory. */
	public static final int MAX_PARAMS = 16;

	/** More flat results than this are passed in memory. */
	public static final int MAX_RESULTS = 1;

	/**
	 * Copies.
	 */
	public FlatSignature {
		params = List.copyOf(params);
		results = List.copyOf(results);
	}

	/**
	 * The core function that is lifted: it returns a pointer to a large result.
	 * @param type the component-level type
	 * @return the core type
	 */
	public static FlatSignature lifted(FunctionType type) {
		return of(type, true);
	}

	/**
	 * The core function made by lowering: it is given a pointer for a large result.
	 * @param type the component-level type
	 * @return the core type
	 */
	public static FlatSignature lowered(FunctionType type) {
		return of(type, false);
	}

	private static FlatSignature of(FunctionType type, boolean lift) {
		List<FlatType> params = new ArrayList<>();
		for (FunctionType.Param param : type.params()) {
			if (params.size() <= MAX_PARAMS) {
				params.addAll(param.type().layout().flat());
			}
		}
		boolean paramsInMemory = params.size() > MAX_PARAMS;
		if (paramsInMemory) {
			params = new ArrayList<>(List.of(FlatType.I32));
		}
		ValueType result = type.result();
		List<FlatType> results = result != null ? result.layout().flat() : List.of();
		boolean resultInMemory = results.size() > MAX_RESULTS;
		if (resultInMemory) {
			results = lift ? List.of(FlatType.I32) : List.of();
			if (!lift) {
				params.add(FlatType.I32);
			}
		}
		return new FlatSignature(params, results, paramsInMemory, resultInMemory);
	}

}
