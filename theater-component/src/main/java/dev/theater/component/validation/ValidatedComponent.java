package dev.theater.component.validation;

import java.util.List;

/**
 * A component that follows the rules.
 *
 * @param type its imports and exports
 * @param definitions what happens when it is instantiated, in order; types have done
 * their duty and are left out
 */
public record ValidatedComponent(ComponentType type, List<ValidatedDefinition> definitions) {

	/**
	 * Copies.
	 */
	public ValidatedComponent {
		definitions = List.copyOf(definitions);
	}

}
