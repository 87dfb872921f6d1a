package dev.theater.component.wasm;

/**
 * The type of a global.
 *
 * @param value the type of its value
 * @param mutable whether it can be set
 */
public record GlobalType(CoreType value, boolean mutable) implements ExternType {

}
