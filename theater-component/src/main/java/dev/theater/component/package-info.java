/**
 * A component model host in plain Java: load a component, link it against interfaces that
 * the host offers, instantiate it as often as needed, call its exports. Knows nothing of
 * actors.
 * <p>
 * {@link dev.theater.component.Component#load Component.load} decodes and validates
 * (Binary.md and Explainer.md of WebAssembly/component-model),
 * {@link dev.theater.component.Linker} compares imports with each
 * {@link dev.theater.component.HostInterface},
 * {@link dev.theater.component.LinkedComponent} makes instances, whose
 * {@link dev.theater.component.ExportedFunction}s are called with the values that
 * {@link dev.theater.component.type} lists. Every stage has its own
 * {@link dev.theater.component.type.ComponentException}.
 */
@NullMarked
package dev.theater.component;

import org.jspecify.annotations.NullMarked;
