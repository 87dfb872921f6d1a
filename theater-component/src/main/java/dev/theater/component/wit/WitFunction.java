package dev.theater.component.wit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A function as WIT writes it.
 *
 * @param async whether it is {@code async}, which is refused
 * @param params the parameters
 * @param result the result's type, or null
 */
public record WitFunction(boolean async, List<WitDefinition.Labelled> params, @Nullable WitType result) {

	/**
	 * Copies.
	 */
	public WitFunction {
		params = List.copyOf(params);
	}

	/**
	 * The function's type in WIT, named types by their names.
	 * @return such as {@code func(actor: actor-id) -> result<_, string>}
	 */
	@Override
	public String toString() {
		return new WitOutput().function(this).toString();
	}

}
