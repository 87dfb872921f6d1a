package dev.theater.component.validation;

import dev.theater.component.binary.CoreModuleBytes;

/**
 * How the validator learns a core module's type: validation knows no engine, so whoever
 * has one answers.
 */
@FunctionalInterface
public interface CoreModuleReader {

	/**
	 * Parses and validates a core module.
	 * @param module the module's bytes
	 * @param offset where they begin in the component's file
	 * @return its imports and exports
	 * @throws dev.theater.component.type.ComponentException if the module is refused
	 */
	CoreModuleType read(CoreModuleBytes module, long offset);

}
