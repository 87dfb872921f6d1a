/**
 * One actor: its mailbox, its turns on the guest dispatcher, its calls and their commits.
 * Knows neither supervisors nor host handlers.
 */
@NullMarked
package dev.theater.actor;

import org.jspecify.annotations.NullMarked;
