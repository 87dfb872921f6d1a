package dev.theater.component;

import java.util.List;

import dev.theater.component.type.ComponentException;

/** A component and the host's interfaces do not fit; says everything that does not. */
public final class LinkException extends ComponentException {

	private static final long serialVersionUID = 1L;

	/** Everything that does not fit. */
	private final transient List<Mismatch> mismatches;

	/**
	 * Says what does not fit.
	 * @param mismatches at least one
	 */
	public LinkException(List<Mismatch> mismatches) {
		super(text(mismatches), null);
		this.mismatches = List.copyOf(mismatches);
	}

	/**
	 * Everything that does not fit, in the order of the component's imports.
	 * @return unmodifiable; empty after deserialisation
	 */
	public List<Mismatch> mismatches() {
		return this.mismatches != null ? this.mismatches : List.of();
	}

	private static String text(List<Mismatch> mismatches) {
		StringBuilder text = new StringBuilder("the component does not fit this host: ");
		text.append(mismatches.size()).append(mismatches.size() == 1 ? " mismatch" : " mismatches");
		for (Mismatch mismatch : mismatches) {
			text.append("\n  ").append(mismatch);
		}
		return text.toString();
	}

	/**
	 * One thing that does not fit.
	 *
	 * @param path where: an import's name, perhaps with a function or type in it
	 * @param problem what is wrong and what would be right, both types included
	 */
	public record Mismatch(String path, String problem) {

		@Override
		public String toString() {
			return this.path + ": " + this.problem;
		}

	}

}
