package dev.theater.component.validation;

import dev.theater.component.binary.ComponentAst;

/**
 * Validates a decoded component. Sources: Binary.md, Explainer.md and CanonicalABI.md of
 * WebAssembly/component-model.
 */
public final class ComponentValidator {

	private final CoreModuleReader modules;

	private final boolean named;

	/**
	 * A validator.
	 * @param modules parses core modules
	 */
	public ComponentValidator(CoreModuleReader modules) {
		this(modules, true);
	}

	private ComponentValidator(CoreModuleReader modules, boolean named) {
		this.modules = modules;
		this.named = named;
	}

	/**
	 * A validator for components that the host makes in memory of core modules. Their
	 * types come from the host, which knows them by structure; so records, variants,
	 * enums and flags need not be imported or exported under a name.
	 * @param modules parses core modules
	 * @return the validator
	 */
	public static ComponentValidator ofUnnamedTypes(CoreModuleReader modules) {
		return new ComponentValidator(modules, false);
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
		TypePool pool = new TypePool();
		ValidatedComponent validated = ComponentRules.of(this.modules, pool, this.named).validate(component);
		pool.requireSupported();
		return validated;
	}

}
