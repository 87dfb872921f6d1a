package dev.theater.component.wasm;

/**
 * The type of an exception tag.
 *
 * @param signature what an exception of this tag carries, as parameters
 */
public record TagType(FunctionSignature signature) implements ExternType {

}
