package dev.theater.supervisor;

import java.util.List;

/**
 * What a refusal is about, for programs that tell people what to do; the exception's
 * message says the same, and why.
 */
public sealed interface LoadProblem {

	/** Name of the manifest that it is about, or {@code inline manifest}. */
	String manifest();

	/**
	 * A required root actor cannot start; the cause says why.
	 *
	 * @param actor its name
	 */
	record RootActor(String actor, String manifest) implements LoadProblem {
	}

	/**
	 * The manifest of a static child is not there or cannot be read; the cause says why.
	 *
	 * @param place where it is named, such as {@code desk.toml:12}
	 */
	record Child(String manifest, String place) implements LoadProblem {
	}

	/**
	 * A {@code [[handler]]} names no handler of the runtime.
	 *
	 * @param type what it names
	 */
	record UnknownHandler(String manifest, String type) implements LoadProblem {
	}

	/**
	 * A {@code [[handler]]} has a key that the handler does not know, or a wrong value.
	 *
	 * @param type the handler's name
	 */
	record HandlerKey(String manifest, String type, String key) implements LoadProblem {
	}

	/**
	 * A limit or time is more than the application allows.
	 *
	 * @param key where the manifest has it, such as {@code [limits] memory}
	 * @param wanted its value, as TOML
	 * @param property the application's, such as {@code theater.limits.memory}
	 * @param ceiling the property's value, as TOML
	 */
	record AboveCeiling(String manifest, String key, String wanted, String property,
			String ceiling) implements LoadProblem {
	}

	/**
	 * The component imports what no handler offers.
	 *
	 * @param interfaces names of what it imports
	 */
	record NotOffered(String manifest, List<String> interfaces) implements LoadProblem {
	}

	/**
	 * The component imports what handlers offer that the manifest does not grant.
	 *
	 * @param handlers names of these handlers
	 */
	record NotGranted(String manifest, List<String> handlers) implements LoadProblem {
	}

	/**
	 * The component exports not what an actor must, or with other types.
	 *
	 * @param component its file, as the manifest has it
	 */
	record NoActor(String manifest, String component) implements LoadProblem {
	}

	/**
	 * The component cannot be loaded or linked; the cause says why.
	 *
	 * @param component its file, as the manifest has it
	 */
	record Unusable(String manifest, String component) implements LoadProblem {
	}

}
