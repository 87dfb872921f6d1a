// An attacker for the tests of dev.theater.eyes: a core module with the component model's core names. A message, or the
// state that init gets, is a word and what follows:
//   zeros N            the new state is N zero bytes of memory that was never written to
//   touch N            writes to N KB of memory
//   flood LEN          sends itself messages of LEN bytes until one is refused, then hangs
//   scream N LEN       logs LEN control characters N times, then hangs
//   result N           ends normally with N zero bytes for its parent
//   shutdowns          asks for its end for ever, without returning
//   lists              asks for its outstanding requests for ever
//   logs LEN           logs LEN control characters for ever
//   hide N ID TEXT     logs N empty lines, then sends TEXT to ID
//   many N M STATE     spawns N children of manifest M with this state
//   herd N M TEXT      as many without a state, and sends each this
//   texts N M STATE    as many, M is a text with | for line feeds, padded to the 16 KiB that are allowed
//   named N M          as many, of a text in which @ is a number, and stops each
//   zeroed N LEN M     spawns N children of manifest M, each with LEN zero bytes, and restarts each
//   ask ID TEXT        asks an actor and waits
//   bad N TEXT         spawns N times from a text that is no manifest, TEXT repeated
//   hang               never returns
// The new state is what the host said last. Requests are answered with it.
#include "../../../../../actors/src/theater.h"

IMPORT("runtime", "shutdown") void runtime_shutdown(u32 present, u8 *at, u32 length, answer *to);
IMPORT("supervisor", "restart-child") void supervisor_restart(u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "send") void message_send(u8 *id, u32 id_length, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "request") void message_request(u8 *id, u32 id_length, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "list-outstanding-requests") void message_outstanding(names *to);

static u8 own_id[36];

static void hang(void) { for (volatile u32 i = 0;; i++) { } }

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

static bytes padded(bytes manifest) {
  bytes b = filled(16384, '#');
  for (u32 i = 0; i < manifest.length; i++) b.at[i] = manifest.at[i] == '|' ? '\n' : manifest.at[i];
  b.at[manifest.length] = '\n';
  b.at[manifest.length + 1] = '#';
  b.at[16381] = 0xe2; b.at[16382] = 0x82; b.at[16383] = 0xac; // one letter that is none of Latin-1
  return b;
}

static bytes named(bytes manifest, u32 times) {
  u8 *mark = arena_next;
  answer a = {0, {0, 0}};
  for (u32 n = 0; n < times; n++) {
    arena_next = mark;
    bytes digits = decimal(n), b = {allocate(1, manifest.length + 16), 0};
    for (u32 i = 0; i < manifest.length; i++) {
      u8 c = manifest.at[i];
      if (c == '@') for (u32 j = 0; j < digits.length; j++) b.at[b.length++] = digits.at[j];
      else b.at[b.length++] = c == '|' ? '\n' : c;
    }
    supervisor_spawn(b.at, b.length, 1, (u8 *)"line", 4, &a);
    if (a.failed) break;
    answer done;
    supervisor_stop_child(a.value.at, a.value.length, &done);
  }
  return kept(a);
}

static bytes zeroed(bytes manifest, u32 length, u32 times) {
  static u8 *zeros;
  if (!zeros) zeros = region(length);
  u8 *mark = arena_next;
  answer a = {0, {0, 0}};
  for (u32 n = 0; n < times && !a.failed; n++) {
    arena_next = mark;
    supervisor_spawn(manifest.at, manifest.length, 1, zeros, length, &a);
    if (!a.failed) supervisor_restart(a.value.at, a.value.length, &a);
  }
  return kept(a);
}

static bytes herd(bytes manifest, bytes message, u32 times) {
  u8 *mark = arena_next;
  answer a = {0, {0, 0}};
  for (u32 i = 0; i < times && !a.failed; i++) {
    arena_next = mark;
    supervisor_spawn(manifest.at, manifest.length, 0, 0, 0, &a);
    if (!a.failed) message_send(a.value.at, a.value.length, message.at, message.length, &a);
  }
  return kept(a);
}

static void flood(u32 length) {
  bytes b = filled(length, 'x');
  answer a = {0, {0, 0}};
  while (!a.failed) message_send(own_id, sizeof own_id, b.at, b.length, &a);
  hang();
}

static void scream(u32 times, u32 length) {
  bytes b = filled(length, 1);
  for (u32 i = 0; i < times; i++) say(b);
}

static bytes hide(bytes rest) {
  scream(number(&rest), 0);
  bytes id = take(&rest, ' ');
  answer a;
  message_send(id.at, id.length, rest.at, rest.length, &a);
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
  if (is(word, "zeros")) { u32 n = number(&rest); return (bytes){region(n), n}; }
  if (is(word, "touch")) { touch(number(&rest)); return text("touched"); }
  if (is(word, "flood")) { flood(number(&rest)); }
  if (is(word, "scream")) { u32 n = number(&rest); scream(n, number(&rest)); hang(); }
  if (is(word, "result")) { answer a; u32 n = number(&rest); runtime_shutdown(1, region(n), n, &a); return kept(a); }
  if (is(word, "shutdowns")) for (;;) { answer a; runtime_shutdown(0, 0, 0, &a); }
  if (is(word, "lists")) for (;;) { names n; message_outstanding(&n); arena_reset(); }
  if (is(word, "logs")) { bytes b = filled(number(&rest), 1); for (;;) say(b); }
  if (is(word, "line")) { say(text("x")); return text("logged"); }
  if (is(word, "hide")) return hide(rest);
  if (is(word, "many")) { u32 n = number(&rest); bytes m = take(&rest, ' '); return spawn(m, rest, n); }
  if (is(word, "herd")) { u32 n = number(&rest); bytes m = take(&rest, ' '); return herd(m, rest, n); }
  if (is(word, "texts")) { u32 n = number(&rest); bytes m = take(&rest, '!'); return spawn(padded(m), rest, n); }
  if (is(word, "named")) { u32 n = number(&rest); return named(rest, n); }
  if (is(word, "zeroed")) { u32 n = number(&rest); u32 l = number(&rest); return zeroed(rest, l, n); }
  if (is(word, "ask")) { answer a; bytes id = take(&rest, ' '); message_request(id.at, id.length, rest.at, rest.length, &a); return kept(a); }
  if (is(word, "bad")) { u32 n = number(&rest); return bad(n, rest); }
  if (is(word, "hang")) hang();
  return text("idle");
}

static outcome *init(optional state, bytes id) {
  for (u32 i = 0; i < sizeof own_id; i++) own_id[i] = id.at[i];
  if (!state.present || state.value.at[0] == 0) return keep(nothing);
  bytes told = obey(state.value);
  return keep(is(told, "idle") || is(told, "touched") || is(told, "logged") ? nothing : some(told));
}

static outcome *handle_send(optional state, bytes message) {
  if (message.length && message.at[0] == 'x') hang();
  return keep(some(obey(message)));
}

static reply_outcome *handle_request(optional state, bytes message) {
  if (is(message, "never")) return reply(state, nothing);
  bytes a = obey(message);
  return reply(some(a), some(a));
}

#ifdef SUPERVISOR
static outcome *child_failed(optional state, bytes child, optional error) { hang(); return 0; }
static outcome *child_ended(optional state, bytes child, optional result) { hang(); return 0; }
static outcome *child_stopped(optional state, bytes child) { return keep(state); }
#endif
