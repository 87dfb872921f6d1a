/**
 * The component binary format: bytes in, an abstract syntax tree out. Nothing is resolved
 * or checked against anything else here; that is the validator's part.
 */
@NullMarked
package dev.theater.component.binary;

import org.jspecify.annotations.NullMarked;
