/**
 * The types and values of the component model: what the decoder produces, what the
 * validator compares and what the canonical ABI moves. Knows nothing of bytes, of modules
 * or of any engine.
 */
@NullMarked
package dev.theater.component.type;

import org.jspecify.annotations.NullMarked;
