/**
 * The canonical ABI: how component-level values cross the boundary of a core module
 * (CanonicalABI.md of WebAssembly/component-model). One codec per type does all four
 * directions; lifted and lowered functions put them together with the options of a
 * {@code canon} definition.
 */
@NullMarked
package dev.theater.component.abi;

import org.jspecify.annotations.NullMarked;
