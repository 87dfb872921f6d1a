/**
 * Each measurement stands beside one of the engine alone that does the same work, in the
 * same run: only the ratio means something on another machine.
 */
@NullMarked
package dev.theater.benchmarks;

import org.jspecify.annotations.NullMarked;
