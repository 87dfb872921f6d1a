/**
 * The live page, at which operators watch the tree of actors: its address, the updates
 * that it is sent, and what a browser is told beside them.
 */
@NullMarked
package dev.theater.spring.page;

import org.jspecify.annotations.NullMarked;
