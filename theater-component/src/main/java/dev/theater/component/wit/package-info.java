/**
 * WIT, the text form of interfaces and worlds (WIT.md of the component model): a reader
 * that gives types and function types, and a printer. Knows the types and nothing else of
 * this module.
 */
@NullMarked
package dev.theater.component.wit;

import org.jspecify.annotations.NullMarked;
