// A count kept as an actor's state, in decimal text.
#pragma once
#include "theater.h"

// Whether the state is a count; no state and an empty one count as 0.
static int read_count(optional state, u64 *count) {
  *count = 0;
  return !state.present || !state.value.length || parse(state.value, count);
}

static bytes not_a_count(const char *actor) {
  return join(text(actor), text(": the state is not a count; it must be a decimal number, such as 3"));
}
