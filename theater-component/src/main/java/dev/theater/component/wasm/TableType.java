package dev.theater.component.wasm;

/**
 * The type of a table.
 *
 * @param element the type of its entries
 * @param minimum entries it has at least
 * @param maximum entries it may grow to; 10,000,000 when the module declares more or none
 */
public record TableType(CoreType element, long minimum, long maximum) implements ExternType {

}
