/**
 * Tests of an application's actors: the slice that
 * {@link dev.theater.spring.test.TheaterTest @TheaterTest} makes of it, and scenarios in
 * tests of the whole.
 */
@NullMarked
package dev.theater.spring.test;

import org.jspecify.annotations.NullMarked;
