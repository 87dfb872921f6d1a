package dev.theater.host;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A method as a function of the host.
 *
 * @param method of an object
 * @param takesCall whether it begins with the {@link HostCall}
 * @param params the others
 * @param result of the function
 */
record MethodFunction(PreparedCall method, boolean takesCall, List<ValueMapping> params,
		ResultMapping result) implements HostFunctions.Function {

	@Override
	public @Nullable Object call(HostCall call, Object[] arguments) {
		int first = this.takesCall ? 1 : 0;
		@Nullable Object[] values = new @Nullable Object[arguments.length + first];
		if (this.takesCall) {
			values[0] = call;
		}
		for (int i = 0; i < arguments.length; i++) {
			values[i + first] = this.params.get(i).toJava(arguments[i]);
		}
		return this.result.toWit(call, this.method.call(values));
	}

}
