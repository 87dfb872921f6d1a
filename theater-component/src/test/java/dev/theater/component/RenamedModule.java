package dev.theater.component;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A core module with other names for its imports' modules and its exports. */
final class RenamedModule {

	private final byte[] in;

	private int at;

	private RenamedModule(byte[] in) {
		this.in = in;
	}

	/** Renames whatever the two functions change. */
	static byte[] rename(byte[] module, UnaryOperator<String> importModules, UnaryOperator<String> exports) {
		return new RenamedModule(module).run(importModules, exports);
	}

	private byte[] run(UnaryOperator<String> importModules, UnaryOperator<String> exports) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(this.in, 0, 8);
		this.at = 8;
		while (this.at < this.in.length) {
			int id = this.in[this.at++];
			int size = number();
			int end = this.at + size;
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			if (id == 2) {
				imports(content, importModules);
			}
			else if (id == 7) {
				exports(content, exports);
			}
			content.write(this.in, this.at, end - this.at);
			this.at = end;
			out.write(id);
			number(out, content.size());
			out.writeBytes(content.toByteArray());
		}
		return out.toByteArray();
	}

	/** All imports of the shared actors are functions. */
	private void imports(ByteArrayOutputStream out, UnaryOperator<String> rename) {
		int count = number();
		number(out, count);
		for (int i = 0; i < count; i++) {
			name(out, rename.apply(name()));
			name(out, name());
			out.write(this.in[this.at++]);
			number(out, number());
		}
	}

	private void exports(ByteArrayOutputStream out, UnaryOperator<String> rename) {
		int count = number();
		number(out, count);
		for (int i = 0; i < count; i++) {
			name(out, rename.apply(name()));
			out.write(this.in[this.at++]);
			number(out, number());
		}
	}

	private int number() {
		int value = 0;
		for (int shift = 0;; shift += 7) {
			int b = this.in[this.at++];
			value |= (b & 0x7f) << shift;
			if (b >= 0) {
				return value;
			}
		}
	}

	private static void number(ByteArrayOutputStream out, int value) {
		int rest = value;
		while (rest > 0x7f) {
			out.write((rest & 0x7f) | 0x80);
			rest >>>= 7;
		}
		out.write(rest);
	}

	private String name() {
		int length = number();
		String name = new String(this.in, this.at, length, StandardCharsets.UTF_8);
		this.at += length;
		return name;
	}

	private static void name(ByteArrayOutputStream out, String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		number(out, bytes.length);
		out.writeBytes(bytes);
	}

}
