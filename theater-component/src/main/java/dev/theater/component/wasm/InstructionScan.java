package dev.theater.component.wasm;

import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.WasmEncoding;

/**
 * Follows instructions by the engine's own table of what belongs to each. Sees to it that
 * every block is closed, which the parser forgets of the outermost, and that what parser
 * and validator do at each branch and call stays in proportion to the size of the code.
 */
final class InstructionScan {

	/** Steps that any code may take. */
	private static final long FREE_STEPS = 8_000_000;

	/** Further steps per byte of code. */
	private static final long STEPS_PER_BYTE = 16;

	/** The engine's table of instructions ends here. */
	private static final int OPCODES = 0xff00;

	private final BinaryCursor in;

	private final ModuleTotals totals;

	private final int arity;

	private final long mostSteps;

	private long steps;

	private int depth;

	/**
	 * For the bodies of one code section.
	 * @param totals counts the instructions
	 * @param arity the most parameters or results of a type of the module
	 * @param size of the section, in bytes
	 */
	InstructionScan(BinaryCursor in, ModuleTotals totals, int arity, int size) {
		this.in = in;
		this.totals = totals;
		this.arity = arity;
		this.mostSteps = FREE_STEPS + STEPS_PER_BYTE * size;
	}

	/** An expression outside of a function, up to its end. */
	static void expression(BinaryCursor in, ModuleTotals totals) {
		InstructionScan scan = new InstructionScan(in, totals, 0, in.left());
		OpCode opcode;
		do {
			opcode = scan.instruction();
		}
		while (opcode != OpCode.END);
	}

	/** A function body behind its locals, up to its last byte. */
	void body() {
		this.depth = 1;
		while (this.depth > 0) {
			switch (instruction()) {
				case BLOCK, LOOP, IF, TRY_TABLE -> this.depth++;
				case END -> this.depth--;
				case CALL, CALL_INDIRECT, CALL_REF, RETURN, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF ->
					work(this.arity);
				default -> {
					// costs nothing beyond itself
				}
			}
		}
		if (this.in.left() > 0) {
			throw this.in.malformed("instructions behind the end of a function");
		}
	}

	private OpCode instruction() {
		this.totals.instructions(1);
		OpCode opcode = opcode();
		FeatureCheck.requireScalar(opcode);
		for (WasmEncoding operand : OpCode.signature(opcode)) {
			operand(operand, opcode);
		}
		return opcode;
	}

	private OpCode opcode() {
		int code = this.in.octet();
		long sub = (code >= 0xfb && code < 0xff) ? this.in.number() : -1;
		String proposal = (sub < 0) ? UnknownOpcodes.proposal(code) : UnknownOpcodes.proposal(code, sub);
		if (proposal != null) {
			throw BinaryCursor.unsupported(proposal);
		}
		// the parser takes a number above 0xff for an instruction under the next prefix
		int number = (sub < 0) ? code : (sub > 0xff) ? -1 : (code << 8) + (int) sub;
		OpCode opcode = (number < 0 || number >= OPCODES) ? null : OpCode.byOpCode(number);
		if (opcode == null) {
			throw this.in.malformed("unknown instruction");
		}
		return opcode;
	}

	private void operand(WasmEncoding operand, OpCode opcode) {
		switch (operand) {
			case BYTE -> this.in.octet();
			case VARUINT -> number(opcode);
			case VARSINT32 -> this.in.skipSigned32();
			case VARSINT64 -> this.in.skipSigned64();
			case FLOAT32 -> this.in.skip(4);
			case FLOAT64 -> this.in.skip(8);
			case V128 -> this.in.skip(16);
			case BLOCK_TYPE -> blockType();
			case MEMARG -> {
				if (this.in.number() >> 6 != 0) {
					this.in.number();
				}
				this.in.number();
			}
			case VEC_VARUINT -> {
				int count = several();
				for (int i = 0; i < count; i++) {
					branch(this.in.number());
				}
			}
			case VEC_VALUE_TYPE -> {
				int count = several();
				for (int i = 0; i < count; i++) {
					this.in.skipType();
				}
			}
			case VEC_CATCH -> catches();
		}
	}

	/** How many operands follow: each is as much to keep as an instruction. */
	private int several() {
		int count = this.in.count();
		this.totals.instructions(count);
		return count;
	}

	private void number(OpCode opcode) {
		long value = this.in.number();
		switch (opcode) {
			case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL, BR_TABLE -> branch(value);
			default -> {
				// an index, for the validator to check
			}
		}
	}

	/** The parser counts labels from inside out, the validator copies their types. */
	private void branch(long label) {
		work(Math.min(label, this.depth) + this.arity);
	}

	private void work(long more) {
		this.steps += 1 + more;
		if (this.steps > this.mostSteps) {
			throw BinaryCursor.limit("branches and calls of " + this.steps
					+ " steps to validate, for code of this size at most " + this.mostSteps + " are supported");
		}
	}

	private void blockType() {
		int before = this.in.position();
		long code = this.in.number();
		if (code == 0x40 || ValType.ID.isValidOpcode((int) code)) {
			if (this.in.position() - before > 1) {
				throw BinaryCursor.unsupported("a block of type number " + code
						+ ", which the engine takes for a value type; put the type elsewhere");
			}
			this.in.skipRestOfType(code);
		}
	}

	private void catches() {
		int count = several();
		for (int i = 0; i < count; i++) {
			int kind = this.in.octet();
			if (kind > 3) {
				throw this.in.malformed("unknown kind of catch " + kind);
			}
			if (kind < 2) {
				this.in.number();
			}
			branch(this.in.number());
		}
	}

}
