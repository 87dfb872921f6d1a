package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.wasm.types.SectionId;

/**
 * Looks over a module's bytes before the engine's parser does: for what the parser cannot
 * name (memory64), for what it gets wrong (imports without names), for counts that it
 * would believe, and for sizes that hurt it or the engine. Follows the whole module but
 * for expressions of globals; whatever else it lets pass is for the parser to judge.
 */
final class BinaryScan {

	/** The engine links imports in quadratic time. */
	static final int MAX_IMPORTS = 1_000;

	/** The engine has objects for each, and the validator a name. */
	static final int MAX_EXPORTS = 10_000;

	/** Each costs the parser and the compiler more than its bytes in the file. */
	static final int MAX_FUNCTIONS = 20_000;

	/** Types, globals, element segments or data segments: the parser keeps them all. */
	static final int MAX_DEFINITIONS = 10_000;

	/** Bytes; bounds nesting of blocks, which the parser follows into memory. */
	static final int MAX_BODY = 256 * 1024;

	/** Locals of one function; each frame of the interpreter holds them on the heap. */
	static final int MAX_LOCALS = 5_000;

	/** Locals of all functions: the parser keeps a list of each. */
	static final int MAX_ALL_LOCALS = 1_000_000;

	/** Tables of one module. */
	static final int MAX_TABLES = 16;

	/** Parameters, or results, of one type: validation repeats them at every branch. */
	static final int MAX_ARITY = 1_000;

	private static final int HEADER = 8;

	private final BinaryCursor in;

	private int memories;

	private int tables;

	private long locals;

	private int arity;

	private NamelessImports.Places nameless = new NamelessImports.Places(0, 0, 0, List.of());

	private BinaryScan(byte[] bytes) {
		this.in = new BinaryCursor(bytes, HEADER);
	}

	/**
	 * Refuses what is to be refused.
	 * @param binary a module
	 * @return the module as the parser may see it
	 */
	static NamelessImports check(byte[] binary) {
		BinaryScan scan = new BinaryScan(binary);
		// what is shorter than a header is for the parser to refuse
		while (binary.length > HEADER && scan.in.left() > 0) {
			scan.section();
		}
		return NamelessImports.rename(binary, scan.nameless);
	}

	private void section() {
		int id = this.in.octet();
		int sizeAt = this.in.position();
		int size = this.in.count();
		int next = this.in.position() + size;
		this.in.limit(next);
		switch (id) {
			case SectionId.CUSTOM -> {
				this.in.skipName();
				this.in.skip(this.in.left());
			}
			case SectionId.TYPE -> types();
			case SectionId.IMPORT -> imports(sizeAt);
			case SectionId.FUNCTION -> atMost(MAX_FUNCTIONS, "functions");
			case SectionId.TABLE -> tables();
			case SectionId.MEMORY -> memories();
			case SectionId.GLOBAL -> atMost(MAX_DEFINITIONS, "globals");
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

	/** Looks at the count alone; what follows is for the parser to judge. */
	private void atMost(int most, String what) {
		count(most, what);
		this.in.skip(this.in.left());
	}

	private int count(int most, String what) {
		int count = this.in.count();
		if (count > most) {
			throw BinaryCursor.limit(count + " " + what + ", at most " + most + " are supported");
		}
		return count;
	}

	private void types() {
		int count = count(MAX_DEFINITIONS, "types");
		for (int i = 0; i < count; i++) {
			long form = this.in.number();
			if (form == 0x4e) {
				int subTypes = count(MAX_DEFINITIONS, "types in a group");
				for (int j = 0; j < subTypes; j++) {
					subType(this.in.number());
				}
			}
			else {
				subType(form);
			}
		}
	}

	private void subType(long form) {
		if (form == 0x50 || form == 0x4f) {
			int count = this.in.count();
			for (int i = 0; i < count; i++) {
				this.in.number();
			}
			compositeType(this.in.number());
		}
		else {
			compositeType(form);
		}
	}

	private void compositeType(long form) {
		if (form == 0x60) {
			valueTypes("parameters");
			valueTypes("results");
		}
		else if (form == 0x5f || form == 0x5e) {
			int count = form == 0x5e ? 1 : this.in.count();
			for (int i = 0; i < count; i++) {
				this.in.skipType();
				this.in.octet();
			}
		}
		else if (form == 0x5d) {
			throw BinaryCursor.unsupported("stack switching (a continuation type)");
		}
		else {
			throw this.in.malformed("unknown form of type 0x" + Long.toHexString(form));
		}
	}

	private void valueTypes(String what) {
		int count = this.in.count();
		if (count > MAX_ARITY) {
			throw BinaryCursor.limit("a type of " + count + " " + what + ", at most " + MAX_ARITY + " are supported");
		}
		this.arity = Math.max(this.arity, count);
		for (int i = 0; i < count; i++) {
			this.in.skipType();
		}
	}

	private void imports(int sizeAt) {
		int begin = this.in.position();
		List<Integer> names = new ArrayList<>();
		int count = count(MAX_IMPORTS, "imports");
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
				InstructionScan.expression(this.in);
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
			throw BinaryCursor.limit("more than " + MAX_TABLES + " tables");
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
		int count = count(MAX_EXPORTS, "exports");
		for (int i = 0; i < count; i++) {
			this.in.skipName();
			this.in.number();
			this.in.number();
		}
	}

	private void elements() {
		int count = count(MAX_DEFINITIONS, "element segments");
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
			InstructionScan.expression(this.in);
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
		for (int i = 0; i < count; i++) {
			if (expressions) {
				InstructionScan.expression(this.in);
			}
			else {
				this.in.number();
			}
		}
	}

	private void code(int size) {
		int count = this.in.count();
		int end = this.in.position() + this.in.left();
		InstructionScan instructions = new InstructionScan(this.in, this.arity, size);
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
		this.locals += its;
		if (this.locals > MAX_ALL_LOCALS) {
			throw BinaryCursor
				.limit("more than " + MAX_ALL_LOCALS + " locals in the first " + (body + 1) + " function bodies");
		}
	}

	private void data() {
		int count = count(MAX_DEFINITIONS, "data segments");
		for (int i = 0; i < count; i++) {
			long mode = this.in.number();
			if (mode > 2) {
				throw this.in.malformed("unknown kind of data segment " + mode);
			}
			if (mode == 2) {
				this.in.number();
			}
			if (mode != 1) {
				InstructionScan.expression(this.in);
			}
			this.in.skipBytes();
		}
	}

}
