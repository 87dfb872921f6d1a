package dev.theater.component.spec;

import java.util.HexFormat;

import dev.theater.component.Component;
import dev.theater.component.InstanceOptions;
import dev.theater.component.LinkException;
import dev.theater.component.Linker;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.wasm.WasmEngine;

/**
 * A feature with the smallest component that needs it.
 *
 * @param name the feature
 * @param needs what of it the component uses
 * @param component its bytes
 */
public record FeatureProbe(String name, String needs, byte[] component) {

	/** What the host makes of a feature. */
	public enum Status {

		/** The component loads, links and can be instantiated. */
		SUPPORTED("supported"),
		/** It is refused by name when it is loaded. */
		REFUSED("refused"),
		/** It is loaded, and refused when it is linked. */
		REFUSED_BY_LINKER("refused when linked");

		private final String text;

		Status(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	/**
	 * What came of a probe.
	 *
	 * @param status what the host makes of the feature
	 * @param message what the host says, empty for a supported feature
	 */
	public record Answer(Status status, String message) {
	}

	static FeatureProbe probe(String name, String needs, String... sections) {
		return new FeatureProbe(name, needs, HexFormat.of().parseHex(component(sections)));
	}

	/** A component that does nothing but instantiate one core module. */
	static FeatureProbe core(String name, String needs, String... sections) {
		return probe(name, needs, section(1, module(sections)), section(2, "01" + "0000" + "00"));
	}

	static String component(String... sections) {
		return "0061736d0d000100" + String.join("", sections);
	}

	static String module(String... sections) {
		return "0061736d01000000" + String.join("", sections);
	}

	/** A section, or with another id anything that begins with its size. */
	static String section(int id, String content) {
		return "%02x".formatted(id) + size(content) + content;
	}

	/** A function of type 0 with this body, which begins with its locals. */
	static String function(String body) {
		return section(3, "0100") + code(body);
	}

	static String code(String body) {
		return section(10, "01" + size(body) + body);
	}

	private static String size(String hex) {
		int bytes = hex.length() / 2;
		return bytes < 0x80 ? "%02x".formatted(bytes) : "%02x%02x".formatted(bytes & 0x7f | 0x80, bytes >> 7);
	}

	/**
	 * Asks the host.
	 * @param mode how code is to run
	 * @return its answer; every other exception means that the probe is wrong
	 */
	public Answer ask(WasmEngine.Mode mode) {
		try {
			Component loaded = Component.load(WasmEngine.of(mode), this.component);
			new Linker().link(loaded).instantiate(InstanceOptions.DEFAULTS);
			return new Answer(Status.SUPPORTED, "");
		}
		catch (UnsupportedFeatureException ex) {
			return new Answer(Status.REFUSED, ex.feature());
		}
		catch (LinkException ex) {
			return new Answer(Status.REFUSED_BY_LINKER, ex.mismatches().get(0).toString());
		}
	}

	@Override
	public String toString() {
		return this.name + " (" + this.needs + ")";
	}

}
