/**
 * Turns the {@code theater.*} properties and an application's beans into a running
 * theater.
 */
@NullMarked
package dev.theater.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
