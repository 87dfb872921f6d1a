// Counts. The state is the count as decimal text. A message adds one, whatever it says; a request answers with the count.
#include "count.h"

static outcome *init(optional state, bytes id) {
  u64 count;
  if (!read_count(state, &count)) return fail(not_a_count("counter"));
  say(join(text("counting from "), decimal(count)));
  return keep(some(decimal(count)));
}

static outcome *handle_send(optional state, bytes message) {
  u64 count;
  if (!read_count(state, &count)) return fail(not_a_count("counter"));
  return keep(some(decimal(count + 1)));
}

static reply_outcome *handle_request(optional state, bytes message) {
  u64 count;
  if (!read_count(state, &count)) return fail_request(not_a_count("counter"));
  return reply(state, some(decimal(count)));
}
