package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.List;

import dev.theater.component.wasm.WasmLoadException.Reason;

/**
 * Looks over a module's bytes before the engine's parser does: for what the parser cannot
 * name (memory64), for what it gets wrong (imports without names) and for sizes that hurt it or the engine. Says nothing about validity:
 * at the first thing it does not understand it leaves the rest to the parser.
 */
final class BinaryScan {

	/** The engine links imports in quadratic time. */
	static final int MAX_IMPORTS = 1_000;

	/** Bytes; bounds nesting of blocks, which the parser follows into memory. */
	static final int MAX_BODY = 256 * 1024;

	/** Locals of one function; each frame of the interpreter holds them on the heap. */
	static final int MAX_LOCALS = 5_000;

	/** Tables of one module. */
	static final int MAX_TABLES = 16;

	private final byte[] bytes;

	private int position;

	private int end;

	private int memories;

	private int tables;

	private NamelessImports.Places nameless = new NamelessImports.Places(0, 0, 0, List.of());

	private BinaryScan(byte[] bytes) {
		this.bytes = bytes;
	}

	/** Thrown where the scan ends early; the parser will say what is wrong. */
	private static final class NotUnderstood extends Exception {

		private static final long serialVersionUID = 1L;

		NotUnderstood() {
			super("", null, false, false);
		}

	}

	/**
	 * Refuses what is to be refused.
	 * @param binary a module
	 * @return the module as the parser may see it
	 */
	static NamelessImports check(byte[] binary) {
		BinaryScan scan = new BinaryScan(binary);
		scan.position = 8;
		try {
			while (scan.position < binary.length) {
				scan.section();
			}
		}
		catch (NotUnderstood ignored) {
			// left to the parser
		}
		return NamelessImports.rename(binary, scan.nameless);
	}

	private void section() throws NotUnderstood {
		this.end = this.bytes.length;
		int id = octet();
		int sizeAt = this.position;
		long size = number();
		if (size > this.bytes.length - this.position) {
			throw new NotUnderstood();
		}
		int next = this.position + (int) size;
		this.end = next;
		switch (id) {
			case 2 -> imports(sizeAt);
			case 4 -> tables();
			case 5 -> memories();
			case 10 -> code();
			default -> {
				// of no interest
			}
		}
		this.position = next;
	}

	private void imports(int sizeAt) throws NotUnderstood {
		int begin = this.position;
		List<Integer> names = new ArrayList<>();
		long count = number();
		if (count > MAX_IMPORTS && count <= this.end - this.position) {
			throw limit(count + " imports, at most " + MAX_IMPORTS + " are supported");
		}
		for (long i = 0; i < count; i++) {
			int at = this.position;
			long module = number();
			skip(module);
			long name = number();
			skip(name);
			int kind = octet();
			if (kind == 0 && module == 0 && name == 0) {
				names.add(at);
			}
			if (name == 0 && (kind == 0x7f || kind == 0x7e)) {
				throw unsupported("compact-import-section");
			}
			importType(kind);
		}
		this.nameless = new NamelessImports.Places(sizeAt, begin, this.end, names);
	}

	private void importType(int kind) throws NotUnderstood {
		switch (kind) {
			case 0 -> number();
			case 1 -> {
				type();
				tableLimits();
			}
			case 2 -> memoryLimits();
			case 3 -> {
				type();
				octet();
			}
			case 4 -> {
				octet();
				number();
			}
			default -> throw new NotUnderstood();
		}
	}

	private void tables() throws NotUnderstood {
		long count = number();
		for (long i = 0; i < count; i++) {
			boolean initialised = this.position < this.end && this.bytes[this.position] == 0x40;
			if (initialised) {
				skip(2);
			}
			type();
			tableLimits();
			if (initialised) {
				// an expression of unknown length follows
				return;
			}
		}
	}

	private void memories() throws NotUnderstood {
		long count = number();
		for (long i = 0; i < count; i++) {
			memoryLimits();
		}
	}

	private void tableLimits() throws NotUnderstood {
		limits("table64 (a table with 64-bit indices)", "a shared table");
		if (++this.tables > MAX_TABLES) {
			throw limit("more than " + MAX_TABLES + " tables");
		}
	}

	private void memoryLimits() throws NotUnderstood {
		limits("memory64 (a memory with 64-bit addresses)", "threads (a shared memory)");
		if (++this.memories > 1) {
			throw unsupported("multi-memory (more than one memory in a core module)");
		}
	}

	private void limits(String wide, String shared) throws NotUnderstood {
		int flags = octet();
		if (flags > 0x0f) {
			throw new NotUnderstood();
		}
		if ((flags & 4) != 0) {
			throw unsupported(wide);
		}
		if ((flags & 8) != 0) {
			throw unsupported("custom-page-sizes");
		}
		if ((flags & 2) != 0) {
			throw unsupported(shared);
		}
		number();
		if ((flags & 1) != 0) {
			number();
		}
	}

	private void code() throws NotUnderstood {
		long count = number();
		for (long i = 0; i < count; i++) {
			long size = number();
			if (size > this.end - this.position) {
				throw new NotUnderstood();
			}
			if (size > MAX_BODY) {
				throw limit("function body " + i + " of " + size + " bytes, at most " + MAX_BODY + " are supported");
			}
			int next = this.position + (int) size;
			locals(i);
			this.position = next;
		}
	}

	private void locals(long body) throws NotUnderstood {
		long groups = number();
		long locals = 0;
		for (long i = 0; i < groups; i++) {
			locals += number();
			if (locals > MAX_LOCALS) {
				throw limit("function body " + body + " has " + locals + " locals or more, at most " + MAX_LOCALS
						+ " are supported");
			}
			type();
		}
	}

	private void type() throws NotUnderstood {
		int code = octet();
		if (code == 0x63 || code == 0x64) {
			number();
		}
	}

	private int octet() throws NotUnderstood {
		if (this.position >= this.end) {
			throw new NotUnderstood();
		}
		return this.bytes[this.position++] & 0xff;
	}

	private long number() throws NotUnderstood {
		long value = 0;
		for (int shift = 0; shift < 35; shift += 7) {
			int octet = octet();
			value |= (long) (octet & 0x7f) << shift;
			if (octet < 0x80) {
				return value & 0xffff_ffffL;
			}
		}
		throw new NotUnderstood();
	}

	private void skip(long count) throws NotUnderstood {
		if (count > this.end - this.position) {
			throw new NotUnderstood();
		}
		this.position += (int) count;
	}

	private static WasmLoadException unsupported(String feature) {
		return new WasmLoadException(Reason.UNSUPPORTED, "unsupported feature: " + feature, null);
	}

	private static WasmLoadException limit(String what) {
		return new WasmLoadException(Reason.LIMIT, "module too large: " + what, null);
	}

}
