/**
 * The fence: core WebAssembly modules run by the engine (Chicory 1.7.5) such that a guest
 * can neither harm the host nor another guest. Nothing outside this package sees the
 * engine.
 * <p>
 * What is fenced here, because the engine does not: bounds and sizes of every memory
 * access ({@link dev.theater.component.wasm.GuestMemory} and the one memory class behind
 * it); one budget per store over declared and grown memories and tables; table limits,
 * which the engine would change in the parsed module; loops of the interpreter that would
 * not stop; indirect calls, {@code table.copy}, {@code table.get} and {@code table.set}
 * through tables shared by modules with different type sections; passive data segments of
 * instances that share a memory; argument and result counts of host functions; every
 * exception of the engine, of which only {@link dev.theater.component.wasm.WasmTrap}
 * comes out.
 * <p>
 * Refused by name: shared memories and atomic instructions, 64-bit memories and tables,
 * more than one memory in a module, custom page sizes, vectors, objects of the GC
 * proposal (unless the engine allows them), blocks of a type whose number the engine
 * takes for a value type, functions and globals with references between instances,
 * functions that the compiler cannot compile, and modules over the limits of the scan
 * before parsing.
 * <p>
 * Before any guest runs, a small one has run through all that guests can reach, so that
 * no class of the host is initialised at the end of a guest's stack; and a host function
 * starts only where there is stack for it.
 * <p>
 * Mended, because the engine does them wrong: bounds of {@code table.fill},
 * {@code table.copy} and {@code table.init} past 2^31; in the interpreter, stores of one
 * byte or half an {@code i64} that wrap around, an indirect tail call into another
 * instance, and exceptions caught from other functions, each of which would take stack
 * until the function that catches returns; function bodies whose last block alone is
 * closed; an {@code if} without {@code else} that turns one type into another.
 * <p>
 * Not fenced: tail calls use stack in compiled code, and in the interpreter indirect ones
 * do in a module that shares a table; a tail call in a {@code try_table} is caught there
 * in compiled code, as a plain call would be; a reference to an exception stands for the
 * latest of its tag in its instance; the compiler's own memory while it compiles is
 * unbounded but for the sizes of bodies, types and locals; a typed function reference
 * ({@code call_ref}) of another instance's function traps; references of GC objects are
 * never swept when the GC proposal is allowed, so an instance of such a module should not
 * live long; host code that overflows a stack of its own making may still leave its own
 * work half done.
 */
@NullMarked
package dev.theater.component.wasm;

import org.jspecify.annotations.NullMarked;
