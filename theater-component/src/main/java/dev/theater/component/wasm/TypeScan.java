package dev.theater.component.wasm;

/** Looks over a module's types, for {@link BinaryScan}. */
final class TypeScan {

	/** Parameters, or results, of one type: validation repeats them at every branch. */
	static final int MAX_ARITY = 1_000;

	private final BinaryCursor in;

	private final ModuleTotals totals;

	private int types;

	private int arity;

	TypeScan(BinaryCursor in, ModuleTotals totals) {
		this.in = in;
		this.totals = totals;
	}

	/** The most parameters or results of a type that was seen. */
	int arity() {
		return this.arity;
	}

	/** The content of a type section. */
	void section() {
		int count = this.in.countOf("types", BinaryScan.MAX_ENTRIES);
		for (int i = 0; i < count; i++) {
			long form = this.in.number();
			if (form == 0x4e) {
				group();
			}
			else {
				counted(1);
				subType(form);
			}
		}
	}

	private void group() {
		int subTypes = this.in.count();
		counted(subTypes);
		for (int i = 0; i < subTypes; i++) {
			subType(this.in.number());
		}
	}

	private void counted(int more) {
		this.types += more;
		BinaryCursor.requireAtMost(BinaryScan.MAX_ENTRIES, this.types, "types");
		this.totals.add("types", more, BinaryScan.MAX_ENTRIES);
	}

	private void subType(long form) {
		if (form == 0x50 || form == 0x4f) {
			int count = this.in.count();
			this.totals.typeParts(count);
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
			this.totals.typeParts(count);
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
		this.totals.typeParts(count);
		this.arity = Math.max(this.arity, count);
		for (int i = 0; i < count; i++) {
			this.in.skipType();
		}
	}

}
