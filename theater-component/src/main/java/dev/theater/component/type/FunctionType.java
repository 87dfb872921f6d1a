package dev.theater.component.type;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The type of a component-level function. Names of parameters are part of it.
 *
 * @param params the parameters in order, their names strongly unique
 * @param result the result's type, null for none
 */
public record FunctionType(List<Param> params, @Nullable ValueType result) {

	/**
	 * Checks the names and copies.
	 */
	public FunctionType {
		Label.requireUnique(params.stream().map(Param::name).toList(), "parameter");
		params = List.copyOf(params);
	}

	/**
	 * A function type.
	 * @param result the result's type, null for none
	 * @param params the parameters in order
	 * @return the type
	 */
	public static FunctionType of(@Nullable ValueType result, Param... params) {
		return new FunctionType(List.of(params), result);
	}

	/**
	 * A parameter.
	 * @param name its name
	 * @param type its type
	 * @return the parameter
	 */
	public static Param param(String name, ValueType type) {
		return new Param(name, type);
	}

	/**
	 * The type in WIT.
	 * @return such as {@code func(msg: string) -> result<_, string>}
	 */
	@Override
	public String toString() {
		WitText text = new WitText().text("func(");
		for (int i = 0; i < this.params.size(); i++) {
			Param param = this.params.get(i);
			text.text(i == 0 ? "" : ", ").text(param.name()).text(": ").type(param.type());
		}
		text.text(")");
		if (this.result != null) {
			text.text(" -> ").type(this.result);
		}
		return text.toString();
	}

	/**
	 * One parameter.
	 *
	 * @param name a label
	 * @param type its type
	 */
	public record Param(String name, ValueType type) {

		/**
		 * Checks the name.
		 */
		public Param {
			Label.require(name, "parameter");
		}

	}

}
