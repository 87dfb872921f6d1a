package dev.theater.component.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
		// no module can hold its own hash
		byte[] name = ("nameless-" + hash(binary)).getBytes(StandardCharsets.US_ASCII);
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

	private static String hash(byte[] binary) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(binary));
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every JDK has SHA-256", impossible);
		}
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
