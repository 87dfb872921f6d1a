// A guest that keeps its host busy: a core module with the component model's core names. A message is a word and what
// follows; requests are answered with what the host said last, which is the new state too.
//   shutdowns          asks for its end for ever, without returning
//   lists              asks for its outstanding requests for ever
//   logs LEN           logs LEN control characters for ever
//   line               logs a line
//   touch N            writes to N KB of memory
//   many N M STATE     spawns N children of manifest M with this state
//   bad N TEXT         spawns N times from a text, in which | is a line feed, repeated to fill the 16 KiB that are allowed
#include "theater.h"

IMPORT("runtime", "shutdown") void runtime_shutdown(u32 present, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "list-outstanding-requests") void message_outstanding(names *to);

static u32 number(bytes *rest) {
  u64 n = 0;
  parse(take(rest, ' '), &n);
  return (u32)n;
}

static u8 *region(u32 length) {
  u32 page = __builtin_wasm_memory_grow(0, (length + 65535u) / 65536u);
  if (page == (u32)-1) __builtin_trap();
  return (u8 *)(page * 65536u);
}

static bytes filled(u32 length, u8 with) {
  bytes b = {allocate(1, length), length};
  for (u32 i = 0; i < length; i++) ((volatile u8 *)b.at)[i] = with;
  return b;
}

static void touch(u32 kilobytes) {
  volatile u8 *at = region(kilobytes * 1024);
  for (u32 i = 0; i < kilobytes * 1024; i += 1024) at[i] = 1;
}

static bytes kept(answer a) { return join(text(a.failed ? "err " : "ok "), a.value); }

static bytes spawn(bytes manifest, bytes state, u32 times) {
  u8 *mark = arena_next;
  answer a = {0, {0, 0}};
  for (u32 i = 0; i < times; i++) {
    arena_next = mark;
    supervisor_spawn(manifest.at, manifest.length, state.length > 0, state.at, state.length, &a);
    if (a.failed) break;
  }
  return kept(a);
}

static bytes bad(u32 times, bytes with) {
  bytes b = {allocate(1, 16384), 0};
  while (b.length + with.length <= 16384)
    for (u32 i = 0; i < with.length; i++) b.at[b.length++] = with.at[i] == '|' ? '\n' : with.at[i];
  u8 *mark = arena_next;
  answer a = {0, {0, 0}};
  for (u32 i = 0; i < times; i++) {
    arena_next = mark;
    supervisor_spawn(b.at, b.length, 0, 0, 0, &a);
  }
  return kept(a);
}

static bytes obey(bytes message) {
  bytes rest = message;
  bytes word = take(&rest, ' ');
  if (is(word, "touch")) { touch(number(&rest)); return text("touched"); }
  if (is(word, "shutdowns")) for (;;) { answer a; runtime_shutdown(0, 0, 0, &a); }
  if (is(word, "lists")) for (;;) { names n; message_outstanding(&n); arena_reset(); }
  if (is(word, "logs")) { bytes b = filled(number(&rest), 1); for (;;) say(b); }
  if (is(word, "line")) { say(text("x")); return text("logged"); }
  if (is(word, "many")) { u32 n = number(&rest); bytes m = take(&rest, ' '); return spawn(m, rest, n); }
  if (is(word, "bad")) { u32 n = number(&rest); return bad(n, rest); }
  return text("idle");
}

static outcome *init(optional state, bytes id) {
  if (!state.present || state.value.at[0] == 0) return keep(nothing);
  bytes told = obey(state.value);
  return keep(is(told, "idle") || is(told, "touched") || is(told, "logged") ? nothing : some(told));
}

static outcome *handle_send(optional state, bytes message) {
  return keep(some(obey(message)));
}

static reply_outcome *handle_request(optional state, bytes message) {
  bytes a = obey(message);
  return reply(some(a), some(a));
}
