// A counter that can be made to fail. Three commands, sent or requested: "crash" traps, "fail" answers with an error,
// "loop" never returns. Any other message adds one to the count, which is the state, as decimal text.
// A request answers with the count; the request "get" does so without adding to it.
#include "count.h"

// Returns only if the message is none of the commands that end the call; says whether it is the one that fails.
static int told_to_fail(bytes message) {
  if (is(message, "crash")) __builtin_trap();
  if (is(message, "loop")) for (volatile u32 i = 0;; i++) { }
  return is(message, "fail");
}

static outcome *init(optional state, bytes id) {
  u64 count;
  if (!read_count(state, &count)) return fail(not_a_count("flaky"));
  say(join(text("counting from "), decimal(count)));
  return keep(some(decimal(count)));
}

static outcome *handle_send(optional state, bytes message) {
  u64 count;
  if (told_to_fail(message)) return fail(text("flaky: told to fail"));
  if (!read_count(state, &count)) return fail(not_a_count("flaky"));
  return keep(some(decimal(count + 1)));
}

static reply_outcome *handle_request(optional state, bytes message) {
  u64 count;
  if (told_to_fail(message)) return fail_request(text("flaky: told to fail"));
  if (!read_count(state, &count)) return fail_request(not_a_count("flaky"));
  if (!is(message, "get")) count++;
  return reply(some(decimal(count)), some(decimal(count)));
}
