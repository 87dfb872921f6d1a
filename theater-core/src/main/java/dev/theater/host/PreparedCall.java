package dev.theater.host;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * A method or constructor, ready to be called.
 *
 * @param handle takes its arguments, an instance first, as one array
 */
record PreparedCall(MethodHandle handle) {

	private PreparedCall(MethodHandle handle, int arguments) {
		this(handle.asFixedArity().asType(handle.type().generic()).asSpreader(Object[].class, arguments));
	}

	static PreparedCall of(Method method, Object target) {
		return prepare(method, () -> MethodHandles.lookup().unreflect(method).bindTo(target),
				method.getParameterCount());
	}

	static PreparedCall of(Method accessor) {
		return prepare(accessor, () -> MethodHandles.lookup().unreflect(accessor), 1);
	}

	static PreparedCall of(Constructor<?> constructor) {
		return prepare(constructor, () -> MethodHandles.lookup().unreflectConstructor(constructor),
				constructor.getParameterCount());
	}

	private static PreparedCall prepare(AccessibleObject member, Access access, int arguments) {
		member.setAccessible(true);
		try {
			return new PreparedCall(access.handle(), arguments);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(member + " was made accessible and is not", ex);
		}
	}

	/** A checked exception becomes an unchecked one with the same message. */
	@Nullable Object call(@Nullable Object... arguments) {
		try {
			return (Object) this.handle.invokeExact(arguments);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException((ex.getMessage() != null) ? ex.getMessage() : ex.toString(), ex);
		}
	}

	@FunctionalInterface
	private interface Access {

		MethodHandle handle() throws IllegalAccessException;

	}

}
