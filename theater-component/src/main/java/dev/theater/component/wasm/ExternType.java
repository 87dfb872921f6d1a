package dev.theater.component.wasm;

/**
 * The type of an import or export of a core module.
 */
public sealed interface ExternType permits FunctionSignature, MemoryType, TableType, GlobalType, TagType {

}
