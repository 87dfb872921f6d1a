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
 * proposal (unless the engine allows them), functions and globals with references between
 * instances, functions that the compiler cannot compile, and modules over the limits of
 * the scan before parsing.
 * <p>
 * Not fenced yet: {@code table.fill} whose end passes 2^31 does nothing instead of
 * trapping; a static offset of 2^31 or more wraps inside the guest's own memory; deep
 * recursion that ends in a host class which is just being initialised can leave that
 * class unusable; an indirect tail call into another instance traps in the interpreter;
 * tail calls use stack in compiled code; the compiler's own memory while it compiles is
 * unbounded but for the size of bodies; references of GC objects are never swept when the
 * GC proposal is allowed.
 */
@NullMarked
package dev.theater.component.wasm;

import org.jspecify.annotations.NullMarked;
