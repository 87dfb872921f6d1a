/**
 * The hash-linked event chain of an actor, and the SPI of the stores that keep it. Knows
 * nothing of actors.
 */
@NullMarked
package dev.theater.chain;

import org.jspecify.annotations.NullMarked;
