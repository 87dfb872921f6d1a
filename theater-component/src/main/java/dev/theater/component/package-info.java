/**
 * A component model host in plain Java: load a component, link it against interfaces that
 * the host offers, instantiate it as often as needed, call its exports. Knows nothing of
 * actors.
 */
@NullMarked
package dev.theater.component;

import org.jspecify.annotations.NullMarked;
