package dev.theater.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Writes WebAssembly by its binary format, true or not. */
final class Bytes {

	/** Those of init, of realloc, and of functions without parameters and results. */
	static final byte[] TYPES = section(1, join(number(3), octets(0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f),
			octets(0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f), octets(0x60, 0, 0)));

	static final byte[] MEMORY = section(5, octets(1, 0, 1));

	private Bytes() {
	}

	static byte[] octets(int... octets) {
		byte[] bytes = new byte[octets.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) octets[i];
		}
		return bytes;
	}

	static byte[] join(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	static byte[] repeat(int times, byte[] part) {
		ByteArrayOutputStream out = new ByteArrayOutputStream(times * part.length);
		for (int i = 0; i < times; i++) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	/** An unsigned number as LEB128. */
	static byte[] number(long value) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		long left = value;
		while (left > 0x7f) {
			out.write((int) (left & 0x7f | 0x80));
			left >>>= 7;
		}
		out.write((int) left);
		return out.toByteArray();
	}

	static byte[] name(String text) {
		byte[] utf8 = Case.utf8(text);
		return join(number(utf8.length), utf8);
	}

	static byte[] section(int id, byte[] content) {
		return join(octets(id), number(content.length), content);
	}

	static byte[] module(byte[]... sections) {
		return join(octets(0, 'a', 's', 'm', 1, 0, 0, 0), join(sections));
	}

	static byte[] component(byte[]... sections) {
		return join(octets(0, 'a', 's', 'm', 0x0d, 0, 1, 0), join(sections));
	}

	/** A body that does nothing. */
	static byte[] body() {
		return octets(0, 0x0b);
	}

	/** Init, realloc, and so many more. */
	static byte[] functions(int more) {
		return section(3, join(number(2L + more), octets(0, 1), repeat(more, octets(2))));
	}

	/** What an actor exports, and more. */
	static byte[] exports(byte[]... more) {
		return section(7, join(number(3L + more.length), name("theater:simple/actor#init"), octets(0, 0),
				name("cabi_realloc"), octets(0, 1), name("memory"), octets(2, 0), join(more)));
	}

	/** Init, realloc, and more bodies. */
	static byte[] code(byte[]... more) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(number(2L + more.length));
		out.writeBytes(octets(4, 0, 0x41, 16, 0x0b));
		out.writeBytes(octets(4, 0, 0x41, 32, 0x0b));
		for (byte[] body : more) {
			out.writeBytes(number(body.length));
			out.writeBytes(body);
		}
		return section(10, out.toByteArray());
	}

	/**
	 * An actor but for what is wrong with it.
	 * @param imports the import section
	 * @param bodies of functions without parameters and results
	 */
	static byte[] actor(byte[] imports, byte[]... bodies) {
		return module(TYPES, imports, functions(bodies.length), MEMORY, exports(), code(bodies));
	}

	/** A guest of the runtime's tests. */
	static byte[] resource(String name) {
		try (InputStream in = Bytes.class.getResourceAsStream("/guests/" + name + ".wasm")) {
			return Objects.requireNonNull(in, name).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
