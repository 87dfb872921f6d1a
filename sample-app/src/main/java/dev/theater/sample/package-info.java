/** A small application that supervises WebAssembly actors: start here. */
@NullMarked
package dev.theater.sample;

import org.jspecify.annotations.NullMarked;
