package dev.theater.component.binary;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The type of an import or export of a core module. */
public sealed interface CoreExternType {

	/**
	 * The index space it belongs to.
	 * @return a core sort
	 */
	Sort sort();

	/**
	 * A function's type.
	 *
	 * @param params the parameters' types
	 * @param results the results' types
	 */
	record Function(List<CoreValueType> params, List<CoreValueType> results) implements CoreExternType {

		/**
		 * Copies.
		 */
		public Function {
			params = List.copyOf(params);
			results = List.copyOf(results);
		}

		@Override
		public Sort sort() {
			return Sort.CORE_FUNCTION;
		}

		@Override
		public String toString() {
			return "(func" + list(" (param ", this.params) + list(" (result ", this.results) + ")";
		}

		private static String list(String begin, List<CoreValueType> types) {
			if (types.isEmpty()) {
				return "";
			}
			StringBuilder text = new StringBuilder(begin);
			for (int i = 0; i < types.size(); i++) {
				text.append(i == 0 ? "" : " ").append(types.get(i));
			}
			return text.append(')').toString();
		}

	}

	/**
	 * A memory's type.
	 *
	 * @param limits pages
	 * @param shared whether threads may share it
	 * @param wide whether its addresses are 64-bit
	 */
	record Memory(Limits limits, boolean shared, boolean wide) implements CoreExternType {

		@Override
		public Sort sort() {
			return Sort.CORE_MEMORY;
		}

		@Override
		public String toString() {
			return "(memory " + (this.wide ? "i64 " : "") + this.limits + (this.shared ? " shared)" : ")");
		}

	}

	/**
	 * A table's type.
	 *
	 * @param element the elements' type
	 * @param limits entries
	 */
	record Table(CoreValueType element, Limits limits) implements CoreExternType {

		@Override
		public Sort sort() {
			return Sort.CORE_TABLE;
		}

		@Override
		public String toString() {
			return "(table " + this.limits + " " + this.element + ")";
		}

	}

	/**
	 * A global's type.
	 *
	 * @param type the value's type
	 * @param mutable whether it can be set
	 */
	record Global(CoreValueType type, boolean mutable) implements CoreExternType {

		@Override
		public Sort sort() {
			return Sort.CORE_GLOBAL;
		}

		@Override
		public String toString() {
			return this.mutable ? "(global (mut " + this.type + "))" : "(global " + this.type + ")";
		}

	}

	/**
	 * An exception tag's type.
	 *
	 * @param type its function type, which has no results
	 */
	record Tag(Function type) implements CoreExternType {

		@Override
		public Sort sort() {
			return Sort.CORE_TAG;
		}

		@Override
		public String toString() {
			return "(tag" + this.type.toString().substring("(func".length());
		}

	}

	/**
	 * A smallest and a largest size.
	 *
	 * @param min the smallest size
	 * @param max the largest size, null for none
	 */
	record Limits(long min, @Nullable Long max) {

		@Override
		public String toString() {
			return this.max != null ? this.min + " " + this.max : String.valueOf(this.min);
		}

	}

}
