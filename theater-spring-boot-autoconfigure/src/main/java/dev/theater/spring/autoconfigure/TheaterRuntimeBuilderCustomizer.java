package dev.theater.spring.autoconfigure;

import dev.theater.runtime.TheaterRuntime;

/**
 * Has the last word on the runtime before it is built. Beans of this type are called in
 * their order, after properties and all other beans have been applied.
 */
@FunctionalInterface
public interface TheaterRuntimeBuilderCustomizer {

	void customize(TheaterRuntime.Builder builder);

}
