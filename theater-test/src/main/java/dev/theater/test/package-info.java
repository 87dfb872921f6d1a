/**
 * What tests of supervised actors need: scenarios, a clock and a dispatcher that tests
 * own, assertions about event chains, and a guest that does what it is told.
 */
@NullMarked
package dev.theater.test;

import org.jspecify.annotations.NullMarked;
