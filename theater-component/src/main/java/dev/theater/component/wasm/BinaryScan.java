package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.wasm.types.SectionId;

/**
 * Looks over a module's bytes before the engine's parser does: for what the parser cannot
 * name (memory64), for what it gets wrong (imports without names), for counts that it
 * would believe, and for sizes that hurt it or the engine: of the module, and of all
 * modules of its component. Follows the whole module; whatever else it lets pass is for
 * the parser to judge.
 */
final class BinaryScan {

	/** Bytes of a whole module: the parser keeps about thirty times as many. */
	static final int MAX_FILE = 64 * 1024 * 1024;

	/** The engine links imports in quadratic time. */
	static final int MAX_IMPORTS = 1_000;

	/** Functions that a module defines itself. */
	static final int MAX_FUNCTIONS = 20_000;

	/**
	 * Exports, types, globals, tags, element segments, data segments, custom sections: of
	 * each so many.
	 */
	static final int MAX_ENTRIES = 10_000;

	/** Bytes; bounds nesting of blocks, which the parser follows into memory. */
	static final int MAX_BODY = 256 * 1024;

	/** Locals of one function; each frame of the interpreter holds them on the heap. */
	static final int MAX_LOCALS = 1_000;

	/** Tables of one module. */
	static final int MAX_TABLES = 16;

	private static final int HEADER = 8;

	private final BinaryCursor in;

	private int functions;

	private int bodies;

	private int memories;

	private int tables;

	private final ModuleTotals totals;

	private final TypeScan types;

	private NamelessImports.Places nameless = new NamelessImports.Places(0, 0, 0, List.of());

	private BinaryScan(byte[] bytes, ModuleTotals totals) {
		this.in = new BinaryCursor(bytes, HEADER);
		this.totals = totals;
		this.types = new TypeScan(this.in, totals);
	}

	/**
	 * Refuses what is to be refused.
	 * @param binary a module
	 * @param totals of the component that it is in
	 * @return the module as the parser may see it
	 */
	static NamelessImports check(byte[] binary, ModuleTotals totals) {
		if (binary.length > MAX_FILE) {
			throw BinaryCursor.limit(binary.length + " bytes, at most " + MAX_FILE + " are supported");
		}
		BinaryScan scan = new BinaryScan(binary, totals);
		// what is shorter than a header is for the parser to refuse
		while (binary.length > HEADER && scan.in.left() > 0) {
			scan.section();
		}
		scan.requireBodies(scan.bodies);
		return NamelessImports.rename(binary, scan.nameless);
	}

	private void section() {
		int id = this.in.octet();
		int sizeAt = this.in.position();
		int size = this.in.count();
		int next = this.in.position() + size;
		this.in.limit(next);
		switch (id) {
			case SectionId.CUSTOM -> custom();
			case SectionId.TYPE -> this.types.section();
			case SectionId.IMPORT -> imports(sizeAt);
			case SectionId.FUNCTION -> functions();
			case SectionId.TABLE -> tables();
			case SectionId.MEMORY -> memories();
			case SectionId.GLOBAL -> globals();
			case SectionId.TAG -> tags();
			case SectionId.EXPORT -> exports();
			case SectionId.ELEMENT -> elements();
			case SectionId.CODE -> code(size);
			case SectionId.DATA -> data();
			default -> this.in.skip(this.in.left());
		}
		if (this.in.left() > 0) {
			throw this.in.malformed("section " + id + " is longer than its content");
		}
		this.in.unlimit();
	}

	/** How many follow: counted for the module and for its component. */
	private int countOf(String what, int most) {
		int count = this.in.countOf(what, most);
		this.totals.add(what, count, most);
		return count;
	}

	/** The parser keeps one of each name. */
	private void custom() {
		this.totals.add("custom sections", 1, MAX_ENTRIES);
		this.in.skipName();
		this.in.skip(this.in.left());
	}

	private void globals() {
		int count = countOf("globals", MAX_ENTRIES);
		for (int i = 0; i < count; i++) {
			this.in.skipType();
			this.in.octet();
			expression();
		}
	}

	private void tags() {
		int count = countOf("tags", MAX_ENTRIES);
		for (int i = 0; i < count; i++) {
			this.in.octet();
			this.in.number();
		}
	}

	private void expression() {
		InstructionScan.expression(this.in, this.totals);
	}

	private void imports(int sizeAt) {
		int begin = this.in.position();
		List<Integer> names = new ArrayList<>();
		int count = countOf("imports", MAX_IMPORTS);
		for (int i = 0; i < count; i++) {
			int at = this.in.position();
			int module = this.in.skipName();
			int name = this.in.skipName();
			int kind = (int) this.in.number();
			if (kind == 0 && module == 0 && name == 0) {
				names.add(at);
			}
			if (name == 0 && (kind == 0x7f || kind == 0x7e)) {
				throw BinaryCursor.unsupported("compact-import-section");
			}
			importType(kind);
		}
		this.nameless = new NamelessImports.Places(sizeAt, begin, this.in.position(), names);
	}

	private void importType(int kind) {
		switch (kind) {
			case 0 -> this.in.number();
			case 1 -> {
				this.in.skipType();
				tableLimits();
			}
			case 2 -> memoryLimits();
			case 3 -> {
				this.in.skipType();
				this.in.octet();
			}
			case 4 -> {
				this.in.octet();
				this.in.number();
			}
			default -> throw this.in.malformed("unknown kind of import " + kind);
		}
	}

	private void functions() {
		this.functions = countOf("functions", MAX_FUNCTIONS);
		for (int i = 0; i < this.functions; i++) {
			this.in.number();
		}
	}

	private void requireBodies(int count) {
		if (count != this.functions) {
			throw this.in.malformed(
					"function and code section disagree: " + this.functions + " functions, " + count + " bodies");
		}
	}

	private void tables() {
		int count = this.in.count();
		for (int i = 0; i < count; i++) {
			long first = this.in.number();
			boolean initialised = first == 0x40;
			if (initialised) {
				if (this.in.octet() != 0) {
					throw this.in.malformed("a table with an unknown flag");
				}
				this.in.skipType();
			}
			else {
				this.in.skipRestOfType(first);
			}
			tableLimits();
			if (initialised) {
				expression();
			}
		}
	}

	private void memories() {
		int count = this.in.count();
		for (int i = 0; i < count; i++) {
			memoryLimits();
		}
	}

	private void tableLimits() {
		limits("table64 (a table with 64-bit indices)", "a shared table");
		if (++this.tables > MAX_TABLES) {
			throw BinaryCursor.limit(this.tables + " tables or more, at most " + MAX_TABLES + " are supported");
		}
	}

	private void memoryLimits() {
		limits("memory64 (a memory with 64-bit addresses)", "threads (a shared memory)");
		if (++this.memories > 1) {
			throw BinaryCursor.unsupported("multi-memory (more than one memory in a core module)");
		}
	}

	private void limits(String wide, String shared) {
		int flags = this.in.octet();
		if (flags > 0x0f) {
			throw this.in.malformed("unknown flags of limits 0x" + Integer.toHexString(flags));
		}
		if ((flags & 4) != 0) {
			throw BinaryCursor.unsupported(wide);
		}
		if ((flags & 8) != 0) {
			throw BinaryCursor.unsupported("custom-page-sizes");
		}
		if ((flags & 2) != 0) {
			throw BinaryCursor.unsupported(shared);
		}
		this.in.number();
		if ((flags & 1) != 0) {
			this.in.number();
		}
	}

	private void exports() {
		int count = countOf("exports", MAX_ENTRIES);
		for (int i = 0; i < count; i++) {
			this.in.skipName();
			this.in.number();
			this.in.number();
		}
	}

	private void elements() {
		int count = countOf("element segments", MAX_ENTRIES);
		for (int i = 0; i < count; i++) {
			element((int) this.in.number());
		}
	}

	private void element(int flags) {
		boolean active = (flags & 1) == 0;
		boolean named = (flags & 2) != 0;
		boolean expressions = (flags & 4) != 0;
		if (active) {
			if (named) {
				this.in.number();
			}
			expression();
		}
		if (!active || named) {
			if (expressions) {
				this.in.skipType();
			}
			else {
				this.in.number();
			}
		}
		int count = this.in.count();
		if (!expressions) {
			// the parser makes an expression of each
			this.totals.instructions(2 * count);
		}
		for (int i = 0; i < count; i++) {
			if (expressions) {
				expression();
			}
			else {
				this.in.number();
			}
		}
	}

	private void code(int size) {
		int count = this.in.count();
		requireBodies(count);
		this.bodies = count;
		int end = this.in.position() + this.in.left();
		InstructionScan instructions = new InstructionScan(this.in, this.totals, this.types.arity(), size);
		for (int i = 0; i < count; i++) {
			int length = this.in.count();
			if (length > MAX_BODY) {
				throw BinaryCursor
					.limit("function body " + i + " of " + length + " bytes, at most " + MAX_BODY + " are supported");
			}
			int next = this.in.position() + length;
			this.in.limit(next);
			locals(i);
			instructions.body();
			this.in.limit(end);
		}
	}

	private void locals(int body) {
		int groups = this.in.count();
		long its = 0;
		for (int i = 0; i < groups; i++) {
			its += this.in.number();
			if (its > MAX_LOCALS) {
				throw BinaryCursor.limit("function body " + body + " has " + its + " locals or more, at most "
						+ MAX_LOCALS + " are supported");
			}
			this.in.skipType();
		}
		// a group of none has its type looked up like others
		this.totals.locals(Math.max(its, groups));
	}

	private void data() {
		int count = countOf("data segments", MAX_ENTRIES);
		for (int i = 0; i < count; i++) {
			long mode = this.in.number();
			if (mode > 2) {
				throw this.in.malformed("unknown kind of data segment " + mode);
			}
			if (mode == 2) {
				this.in.number();
			}
			if (mode != 1) {
				expression();
			}
			this.in.skipBytes();
		}
	}

}
