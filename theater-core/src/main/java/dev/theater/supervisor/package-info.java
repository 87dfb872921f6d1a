/**
 * Supervision: policies as values, decisions as pure functions, and one lane per
 * supervisor that carries them out.
 */
@NullMarked
package dev.theater.supervisor;

import org.jspecify.annotations.NullMarked;
