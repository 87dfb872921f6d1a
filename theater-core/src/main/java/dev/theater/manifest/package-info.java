/** The manifest, an input format: it is read here, and nothing else ever sees TOML. */
@NullMarked
package dev.theater.manifest;

import org.jspecify.annotations.NullMarked;
