package dev.theater.host;

import dev.theater.component.type.FunctionType;

/** Takes the declarations of functions that a {@link HostHandler} calls in guests. */
public interface ExportFunctions {

	/**
	 * Declares an export that a guest may have; one that has it with another type is not
	 * loaded.
	 */
	ExportFunctions function(String interfaceName, String name, FunctionType type);

}
