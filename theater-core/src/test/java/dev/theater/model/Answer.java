package dev.theater.model;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for and what the answer was.
 *
 * @param what such as {@code stop}
 * @param actor the actor it was about; of a spawn, the new one
 * @param ok whether it was granted
 * @param before the story's length when it was asked for
 * @param after the story's length when the answer was there
 */
record Answer(String what, @Nullable UUID actor, boolean ok, long before, long after) {
}
