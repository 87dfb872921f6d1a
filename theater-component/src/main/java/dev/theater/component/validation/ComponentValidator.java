package dev.theater.component.validation;

import dev.theater.component.binary.ComponentAst;

/**
 * Validates a decoded component. Sources: Binary.md, Explainer.md and CanonicalABI.md of
 * WebAssembly/component-model.
 */
public final class ComponentValidator {

	private final CoreModuleReader modules;

	/**
	 * A validator.
	 * @param modules parses core modules
	 */
	public ComponentValidator(CoreModuleReader modules) {
		this.modules = modules;
	}

	/**
	 * Checks a component against the rules.
	 * @param component what the decoder made
	 * @return the component with all indices and types resolved
	 * @throws InvalidComponentException if it breaks a rule
	 * @throws dev.theater.component.type.UnsupportedFeatureException if it uses a known
	 * feature that is not supported
	 */
	public ValidatedComponent validate(ComponentAst component) {
		return new ComponentRules(this.modules, new TypeRules(), null).validate(component);
	}

}
