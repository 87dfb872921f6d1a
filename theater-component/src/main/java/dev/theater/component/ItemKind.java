package dev.theater.component;

/** What a component imports or exports under a name. */
public enum ItemKind {

	/** An instance: functions and types. */
	INTERFACE,
	/** A single function. */
	FUNCTION,
	/** A single type. */
	TYPE,
	/** A component. */
	COMPONENT,
	/** A core module. */
	CORE_MODULE

}
