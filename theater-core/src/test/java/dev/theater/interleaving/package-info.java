/** Runs short scripts against each other and knows which outcomes they may have. */
package dev.theater.interleaving;
