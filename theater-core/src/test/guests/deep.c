// A guest that asks its host from far down its stack: init with a state that is a number goes so many calls deep, spawns
// worker.toml there, and keeps what came of it as its state. A core module, as it comes from the linker.
#include "theater.h"

static volatile u32 levels;

static answer spawned;

static __attribute__((noinline)) void down(void) {
  if (levels) {
    levels--;
    down();
    levels++;
  }
  else {
    supervisor_spawn((u8 *)"worker.toml", 11, 0, 0, 0, &spawned);
  }
}

static outcome *init(optional state, bytes id) {
  u64 number;
  if (!parse(state.value, &number)) return fail(text("how deep? the state must be a number"));
  levels = (u32)number;
  down();
  return keep(some(join(text(spawned.failed ? "err " : "ok "), spawned.value)));
}

static outcome *handle_send(optional state, bytes message) { return keep(state); }

static reply_outcome *handle_request(optional state, bytes message) { return reply(state, state); }
