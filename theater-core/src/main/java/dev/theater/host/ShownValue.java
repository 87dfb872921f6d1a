package dev.theater.host;

/** Values of manifests and guests as errors show them: on one line, and not too much. */
final class ShownValue {

	private static final int SHOWN = 80;

	private ShownValue() {
	}

	static String of(Object value) {
		return (value instanceof String text) ? '"' + text(text) + '"' : text(String.valueOf(value));
	}

	static String text(String text) {
		String printable = text.replaceAll("\\p{Cntrl}", "?");
		return (printable.length() > SHOWN) ? printable.substring(0, SHOWN) + "…" : printable;
	}

}
