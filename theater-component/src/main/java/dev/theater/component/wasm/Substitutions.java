package dev.theater.component.wasm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import org.jspecify.annotations.Nullable;

/**
 * Replaces instructions that the engine gets wrong by calls of functions added to the
 * module, which do the same in instructions that it gets right:
 * <ul>
 * <li>{@code table.fill}, {@code table.copy} and {@code table.init}, whose bounds the
 * engine adds up in 32 bits, so that an operation past 2^31 does nothing or half of it:
 * the bounds are checked first, in 64 bits;
 * <li>in the interpreter a tail call of a function by itself, which fails when it has
 * locals beside its parameters: it goes by way of another function;
 * <li>in the interpreter {@code return_call_indirect}, for the same reason, and because
 * the engine refuses to leave the instance in this way: in a module that shares a table
 * it becomes a tail call of a function that makes a plain indirect call, and so uses
 * stack, as it does in compiled code.
 * </ul>
 * One instruction takes the place of one, so no label changes.
 */
final class Substitutions {

	private static final String SUFFIX = "+checked";

	private final WasmModule module;

	private final boolean interpreted;

	private final boolean sharesTable;

	private final int imported;

	private final int functions;

	private final Map<List<Long>, Integer> added = new HashMap<>();

	private final List<FunctionType> types = new ArrayList<>();

	private final List<byte[]> bodies = new ArrayList<>();

	private Substitutions(WasmModule module, boolean interpreted) {
		this.module = module;
		this.interpreted = interpreted;
		this.sharesTable = sharesTable(module);
		this.imported = module.importSection().count(ExternalType.FUNCTION);
		this.functions = this.imported + module.functionSection().functionCount();
	}

	/** The module itself where there is nothing to replace. */
	static WasmModule in(WasmModule module, boolean interpreted) {
		Substitutions all = new Substitutions(module, interpreted);
		List<FunctionBody> replaced = new ArrayList<>();
		for (FunctionBody body : module.codeSection().functionBodies()) {
			replaced.add(all.replace(body, all.imported + replaced.size()));
		}
		return all.added.isEmpty() ? module : all.build(replaced);
	}

	private static boolean sharesTable(WasmModule module) {
		for (int i = 0; i < module.exportSection().exportCount(); i++) {
			if (module.exportSection().getExport(i).exportType() == ExternalType.TABLE) {
				return true;
			}
		}
		return module.importSection().stream().anyMatch(TableImport.class::isInstance);
	}

	private FunctionBody replace(FunctionBody body, int index) {
		List<AnnotatedInstruction> instructions = body.instructions();
		@Nullable List<AnnotatedInstruction> changed = null;
		for (int i = 0; i < instructions.size(); i++) {
			AnnotatedInstruction instruction = instructions.get(i);
			OpCode call = replacement(instruction, body, index);
			if (call != null) {
				changed = changed != null ? changed : new ArrayList<>(instructions);
				long[] operand = { function(instruction) };
				changed.set(i,
						AnnotatedInstruction.builder()
							.from(new Instruction(instruction.address(), call, operand))
							.withDepth(instruction.depth())
							.build());
			}
		}
		return changed != null ? new FunctionBody(body.localTypes(), List.copyOf(changed)) : body;
	}

	private @Nullable OpCode replacement(Instruction instruction, FunctionBody body, int index) {
		boolean failsForItself = this.interpreted && !body.localTypes().isEmpty();
		boolean replaced = switch (instruction.opcode()) {
			case TABLE_FILL, TABLE_COPY, TABLE_INIT -> true;
			case RETURN_CALL -> failsForItself && instruction.operand(0) == index;
			case RETURN_CALL_INDIRECT -> failsForItself || (this.interpreted && this.sharesTable);
			default -> false;
		};
		if (!replaced) {
			return null;
		}
		return instruction.opcode() == OpCode.RETURN_CALL || instruction.opcode() == OpCode.RETURN_CALL_INDIRECT
				? OpCode.RETURN_CALL : OpCode.CALL;
	}

	/** The index of the function that does what an instruction should do. */
	private int function(Instruction instruction) {
		List<Long> key = new ArrayList<>();
		key.add((long) instruction.opcode().opcode());
		for (int i = 0; i < instruction.operandCount(); i++) {
			key.add(instruction.operand(i));
		}
		return this.added.computeIfAbsent(key, (ignored) -> {
			add(instruction);
			return this.functions + this.bodies.size() - 1;
		});
	}

	private void add(Instruction instruction) {
		int first = (int) instruction.operand(0);
		int second = instruction.operandCount() > 1 ? (int) instruction.operand(1) : 0;
		Code code = new Code();
		switch (instruction.opcode()) {
			case TABLE_FILL -> {
				this.types.add(FunctionType.of(List.of(ValType.I32, element(first), ValType.I32), List.of()));
				code.requireInside(0, 2, first).get(0, 1, 2).op(0xfc, 17, first);
			}
			case TABLE_COPY -> {
				this.types.add(FunctionType.of(List.of(ValType.I32, ValType.I32, ValType.I32), List.of()));
				code.requireInside(0, 2, first).requireInside(1, 2, second).get(0, 1, 2).op(0xfc, 14, first, second);
			}
			case TABLE_INIT -> {
				this.types.add(FunctionType.of(List.of(ValType.I32, ValType.I32, ValType.I32), List.of()));
				code.requireInside(0, 2, second)
					.requireSumPositive(1, 2, second)
					.get(0, 1, 2)
					.op(0xfc, 12, first, second);
			}
			case RETURN_CALL -> {
				int type = this.module.functionSection().getFunctionType(first - this.imported);
				getAll(this.module.typeSection().getType(type), List.of(), code).op(0x12, first);
			}
			default -> getAll(this.module.typeSection().getType(first), List.of(ValType.I32), code)
				.op(this.sharesTable ? 0x11 : 0x13, first, second);
		}
		this.bodies.add(code.bytes());
	}

	private Code getAll(FunctionType type, List<ValType> more, Code code) {
		List<ValType> params = new ArrayList<>(type.params());
		params.addAll(more);
		this.types.add(FunctionType.of(params, type.returns()));
		for (int i = 0; i < params.size(); i++) {
			code.get(i);
		}
		return code;
	}

	private ValType element(int table) {
		List<TableImport> imported = this.module.importSection()
			.stream()
			.filter(TableImport.class::isInstance)
			.map(TableImport.class::cast)
			.toList();
		return table < imported.size() ? imported.get(table).entryType()
				: this.module.tableSection().getTable(table - imported.size()).elementType();
	}

	private WasmModule build(List<FunctionBody> replaced) {
		TypeSection.Builder allTypes = TypeSection.builder();
		for (int i = 0; i < this.module.typeSection().typeCount(); i++) {
			allTypes.addRecType(this.module.typeSection().getRecType(i));
		}
		FunctionSection.Builder allFunctions = FunctionSection.builder();
		for (int i = 0; i < this.module.functionSection().functionCount(); i++) {
			allFunctions.addFunctionType(this.module.functionSection().getFunctionType(i));
		}
		CodeSection.Builder code = CodeSection.builder()
			.setRequiresDataCount(this.module.codeSection().isRequiresDataCount());
		replaced.forEach(code::addFunctionBody);
		int firstType = this.module.typeSection().subTypeCount();
		for (int i = 0; i < this.types.size(); i++) {
			allTypes.addFunctionType(this.types.get(i));
			allFunctions.addFunctionType(firstType + i);
		}
		parsed(this.bodies).forEach(code::addFunctionBody);
		return WasmModule.builder()
			.setTypeSection(allTypes.build())
			.setImportSection(this.module.importSection())
			.setFunctionSection(allFunctions.build())
			.setTableSection(this.module.tableSection())
			.setMemorySection(this.module.memorySection().orElse(null))
			.setGlobalSection(this.module.globalSection())
			.setExportSection(this.module.exportSection())
			.setStartSection(this.module.startSection().orElse(null))
			.setElementSection(this.module.elementSection())
			.setCodeSection(code.build())
			.setDataSection(this.module.dataSection())
			.setDataCountSection(this.module.dataCountSection().orElse(null))
			.setTagSection(this.module.tagSection().orElse(null))
			.withDigest(this.module.digest() + SUFFIX)
			.build();
	}

	/** Bodies in the parser's form, by way of a module of nothing else. */
	private static List<FunctionBody> parsed(List<byte[]> bodies) {
		ByteArrayOutputStream section = new ByteArrayOutputStream();
		Code.number(section, bodies.size());
		for (byte[] body : bodies) {
			Code.number(section, body.length);
			section.writeBytes(body);
		}
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(new byte[] { 0, 'a', 's', 'm', 1, 0, 0, 0, 10 });
		Code.number(file, section.size());
		file.writeBytes(section.toByteArray());
		List<FunctionBody> parsed = new ArrayList<>();
		Parser.builder().withValidation(false).build().parse(new ByteArrayInputStream(file.toByteArray()), (read) -> {
			if (read instanceof CodeSection code) {
				parsed.addAll(List.of(code.functionBodies()));
			}
		});
		return parsed;
	}

	/** Writes the body of one added function. */
	private static final class Code {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		Code() {
			this.out.write(0);
		}

		static void number(ByteArrayOutputStream out, int value) {
			int left = value;
			while (left >>> 7 != 0) {
				out.write(left & 0x7f | 0x80);
				left >>>= 7;
			}
			out.write(left);
		}

		/** An opcode of one byte, then numbers. */
		Code op(int opcode, int... numbers) {
			this.out.write(opcode);
			for (int number : numbers) {
				number(this.out, number);
			}
			return this;
		}

		Code get(int... locals) {
			for (int local : locals) {
				op(0x20, local);
			}
			return this;
		}

		private Code wideSum(int start, int count) {
			return get(start).op(0xad).get(count).op(0xad).op(0x7c);
		}

		/**
		 * Traps as an access of the table out of bounds where the top of stack is not 0.
		 */
		private Code trapIf(int table) {
			return op(0x04, 0x40).op(0x41, 0x7f).op(0x25, table).op(0x1a).op(0x0b);
		}

		Code requireInside(int start, int count, int table) {
			return wideSum(start, count).op(0xfc, 16, table).op(0xad).op(0x56).trapIf(table);
		}

		/** Within 31 bits, where the engine's own sum is right. */
		Code requireSumPositive(int start, int count, int table) {
			return wideSum(start, count).op(0x42, 31).op(0x88).op(0xa7).trapIf(table);
		}

		byte[] bytes() {
			this.out.write(0x0b);
			return this.out.toByteArray();
		}

	}

}
