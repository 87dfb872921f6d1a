package dev.theater.component.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Function imports whose two names are both empty: valid, but the engine's parser takes
 * them for malformed. They get a module name that occurs nowhere in the module, and
 * {@link ModuleIndex} takes it away again.
 *
 * @param binary the module as the engine may see it
 * @param standIn the module name in place of the empty one, empty when there is none
 */
record NamelessImports(byte[] binary, String standIn) {

	/**
	 * Where a scan has found such imports.
	 *
	 * @param sizeAt where the import section's size stands
	 * @param begin where the section's content begins
	 * @param end where it ends
	 * @param names where the module names begin, in order
	 */
	record Places(int sizeAt, int begin, int end, List<Integer> names) {
	}

	static NamelessImports rename(byte[] binary, Places places) {
		if (places.names().isEmpty()) {
			return new NamelessImports(binary, "");
		}
		String text = new String(binary, StandardCharsets.ISO_8859_1);
		int number = 0;
		while (text.contains("nameless-" + number)) {
			number++;
		}
		byte[] name = ("nameless-" + number).getBytes(StandardCharsets.US_ASCII);
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		int copied = places.begin();
		for (int at : places.names()) {
			content.write(binary, copied, at - copied);
			number(content, name.length);
			content.writeBytes(name);
			copied = afterNumber(binary, at);
		}
		content.write(binary, copied, places.end() - copied);
		ByteArrayOutputStream module = new ByteArrayOutputStream();
		module.write(binary, 0, places.sizeAt());
		number(module, content.size());
		module.writeBytes(content.toByteArray());
		module.write(binary, places.end(), binary.length - places.end());
		return new NamelessImports(module.toByteArray(), new String(name, StandardCharsets.US_ASCII));
	}

	/** A length of 0 may be written with more than one byte. */
	private static int afterNumber(byte[] binary, int at) {
		int position = at;
		while (binary[position] < 0) {
			position++;
		}
		return position + 1;
	}

	private static void number(ByteArrayOutputStream out, int value) {
		int left = value;
		while (left >= 0x80) {
			out.write(left & 0x7f | 0x80);
			left >>>= 7;
		}
		out.write(left);
	}

	@Override
	public String toString() {
		return "NamelessImports[" + this.binary.length + " bytes, " + this.standIn + "]";
	}

}
