/** The runtime as a whole: what an application starts, stops and looks at. */
@NullMarked
package dev.theater.runtime;

import org.jspecify.annotations.NullMarked;
