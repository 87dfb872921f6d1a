package dev.theater.component;

import org.jspecify.annotations.Nullable;

/** A function that the host offers to components. */
@FunctionalInterface
public interface HostFunction {

	/**
	 * Answers a call, on the thread that called the guest. The arguments have been lifted
	 * and checked. What is thrown traps the caller: the {@link TrapException} says "host
	 * function failed" with the function's name and has the exception as its cause; the
	 * guest learns nothing. A result of another type is the same. May call other
	 * instances, not the one that calls.
	 * @param context of the calling instance
	 * @param arguments one per parameter, as the table of
	 * {@link dev.theater.component.type} says
	 * @return the result as the table of {@link dev.theater.component.type} says, null
	 * where the type has none
	 */
	@Nullable Object call(HostContext context, Object[] arguments);

}
