package dev.theater.component;

import org.jspecify.annotations.Nullable;

/** A function that the host offers to components. */
@FunctionalInterface
public interface HostFunction {

	/**
	 * Answers a call. The arguments have been lifted and checked; what is thrown traps
	 * the caller with "host function failed".
	 * @param context of the calling instance
	 * @param arguments one per parameter, as the table of Java values says
	 * @return the result as the table of Java values says, null where the type has none
	 */
	@Nullable Object call(HostContext context, Object[] arguments);

}
