// A guest that does what tests tell it. Its state is text.
//
// init with a state that begins with "init=": hang, trap, err TEXT, grow N, shutdown TEXT, request:ID MESSAGE,
// self-request, spawn:MANIFEST STATE, list; after the last four the state is what came of it. "init=fail M-N" fails the
// m-th to the n-th call of init, by the actor's chain, and keeps its state in the others. Any other state is kept.
//
// Messages and requests are commands, below; a request answers with what the command gives, "ok ..." or "err ..." where
// the host was asked. A message that is no command is answered with an error and changes nothing.
//
// Children: each notice adds a line to the state, "error ID TEXT", "exit ID TEXT" or "stop ID". A state that contains
// "on-error=restart" restarts the child (another line, "restarted ID" or "refused ID TEXT"), "on-error=fail" answers
// with an error, "on-error=trap" traps, "on-error=hang" hangs; otherwise the child is left alone. "on-exit=fail" and
// "on-stop=fail" answer those notices with an error, "on-exit=shutdown" ends the parent with what the child ended with.
//
// Channels: a wish for one carries "accept [FIRST MESSAGE]", "refuse [WHY]", "ask ID MESSAGE" (a request first, then
// accepted), "open ID MESSAGE" (tries to open one itself, and is then accepted with what came of it as the first message),
// "send-early TEXT" and "close-early" (accepted with what came of it), "trap", "hang", "err TEXT"; anything else is
// refused. What comes on a channel is added to the state, "message CHANNEL TEXT" and "closed CHANNEL"; the messages
// "trap", "err TEXT", "reply TEXT", "close" and "hang" are obeyed besides.
#define SUPERVISOR
#define CHANNELS
#include "theater.h"

typedef struct { u8 failed; union { stored value; bytes error; } u; } stored_answer; // result<option<list<u8>>, string>
typedef struct { bytes hash; u8 has_parent; bytes parent, type, data; u64 timestamp; } chain_event;
typedef struct { u64 hash; bytes type; u8 has_parent; u64 parent; bytes data; } meta_event;
_Static_assert(sizeof(stored_answer) == 16 && sizeof(chain_event) == 48 && sizeof(meta_event) == 40,
               "the layouts that the canonical ABI prescribes");

IMPORT("runtime", "get-chain") void runtime_chain(void *to);
IMPORT("runtime", "shutdown") void runtime_shutdown(u32 present, u8 *at, u32 length, answer *to);
IMPORT("supervisor", "resume") void supervisor_resume(u8 *m, u32 m_length, u32 present, u8 *at, u32 length, answer *to);
IMPORT("supervisor", "restart-child") void supervisor_restart(u8 *at, u32 length, answer *to);
IMPORT("supervisor", "get-child-state") void supervisor_state(u8 *at, u32 length, stored_answer *to);
IMPORT("supervisor", "get-child-events") void supervisor_events(u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "send") void message_send(u8 *id, u32 id_length, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "request") void message_request(u8 *id, u32 id_length, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "list-outstanding-requests") void message_outstanding(names *to);
IMPORT("message-server-host", "respond-to-request") void message_respond(u8 *i, u32 i_length, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "cancel-request") void message_cancel(u8 *i, u32 i_length, answer *to);
IMPORT("message-server-host", "open-channel") void message_open(u8 *id, u32 id_length, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "send-on-channel") void channel_send(u8 *c, u32 c_length, u8 *at, u32 length, answer *to);
IMPORT("message-server-host", "close-channel") void channel_close(u8 *c, u32 c_length, answer *to);

// ---- what outlives a call, in the instance and not in the state

static u8 own_id[36];
static volatile u32 depth;

static bytes myself(void) { return (bytes){own_id, sizeof own_id}; }

static void remember(bytes id) {
  for (u32 i = 0; i < sizeof own_id && i < id.length; i++) own_id[i] = id.at[i];
}

// ---- text

static bytes three(bytes a, bytes b, bytes c) { return join(join(a, b), c); }

static bytes lines(names n) {
  bytes all = decimal(n.length);
  for (u32 i = 0; i < n.length; i++) all = three(all, text(" "), n.at[i]);
  return all;
}

static bytes told(answer a, const char *done) {
  if (a.failed) return join(text("err "), a.value);
  return join(text("ok "), done ? text(done) : a.value);
}

static int begins(bytes a, const char *prefix) {
  u32 i = 0;
  while (prefix[i]) {
    if (i == a.length || a.at[i] != prefix[i]) return 0;
    i++;
  }
  return 1;
}

static int contains(optional state, const char *word) {
  if (!state.present) return 0;
  for (u32 i = 0; i < state.value.length; i++)
    if (begins((bytes){state.value.at + i, state.value.length - i}, word)) return 1;
  return 0;
}

static u64 number(bytes digits) {
  u64 n = 0;
  return parse(digits, &n) ? n : 0;
}

static bytes filled(u64 length) {
  bytes b = {allocate(1, (u32)length), (u32)length};
  for (u32 i = 0; i < b.length; i++) b.at[i] = 'x';
  return b;
}

static bytes not_text(void) {
  bytes b = text("not UTF-8: ");
  return join(b, (bytes){(u8 *)"\xff\xfe", 2});
}

// ---- misbehaviour

static void hang(void) { for (volatile u32 i = 0;; i++) { } }

static __attribute__((noinline)) void deeper(void) {
  depth++;
  if (depth) deeper();
  depth--;
}

static void spin(u64 thousands) {
  for (volatile u64 i = 0; i < thousands * 1000; i++) { }
}

static bytes grow(bytes pages) {
  u32 before = __builtin_wasm_memory_grow(0, (u32)number(pages));
  return before == (u32)-1 ? text("err grow failed") : join(text("ok "), decimal(before));
}

// ---- the host

static bytes spawn(bytes manifest, bytes init) {
  answer a;
  supervisor_spawn(manifest.at, manifest.length, init.length > 0, init.at, init.length, &a);
  return told(a, 0);
}

static bytes resume(bytes manifest, bytes state) {
  answer a;
  supervisor_resume(manifest.at, manifest.length, state.length > 0, state.at, state.length, &a);
  return told(a, 0);
}

static bytes children(void) {
  names n;
  supervisor_list_children(&n);
  return join(text("ok "), lines(n));
}

static bytes child_state(bytes id) {
  stored_answer a;
  supervisor_state(id.at, id.length, &a);
  if (a.failed) return join(text("err "), a.u.error);
  return a.u.value.present ? join(text("ok some:"), a.u.value.value) : text("ok none");
}

static bytes child_events(bytes id) {
  answer a;
  supervisor_events(id.at, id.length, &a);
  if (a.failed) return told(a, 0);
  chain_event *e = (chain_event *)a.value.at;
  bytes all = join(text("ok "), decimal(a.value.length));
  for (u32 i = 0; i < a.value.length; i++)
    all = join(three(all, text("\n"), e[i].type), three(text(" "), decimal(e[i].hash.length), join(text(" "), e[i].data)));
  return all;
}

static bytes chain(void) {
  struct { meta_event *at; u32 length; } c;
  runtime_chain(&c);
  bytes all = join(text("ok "), decimal(c.length));
  for (u32 i = 0; i < c.length; i++) {
    bytes parent = c.at[i].has_parent ? decimal(c.at[i].parent) : text("-");
    all = join(three(all, text("\n"), c.at[i].type), three(text(" "), decimal(c.at[i].hash), three(text(" "), parent, text(""))));
  }
  return all;
}

static bytes request(bytes id, bytes message) {
  answer a;
  message_request(id.at, id.length, message.at, message.length, &a);
  return told(a, 0);
}

static bytes send(bytes id, bytes message) {
  answer a;
  message_send(id.at, id.length, message.at, message.length, &a);
  return told(a, "sent");
}

// Sends a message until one is refused, at most so often; says how often it went well, and why it ended.
static bytes flood(bytes id, u64 times) {
  answer a = {0, {0, 0}};
  u64 i = 0;
  while (i < times) {
    message_send(id.at, id.length, (u8 *)"add", 3, &a);
    if (a.failed) break;
    i++;
  }
  return three(decimal(i), text(" "), told(a, "sent"));
}

static bytes outstanding(void) {
  names n;
  message_outstanding(&n);
  return join(text("ok "), lines(n));
}

static void ask_for_ever(void) {
  for (;;) {
    names n;
    message_outstanding(&n);
    arena_reset();
  }
}

static bytes respond(bytes id, bytes with) {
  answer a;
  message_respond(id.at, id.length, with.at, with.length, &a);
  return told(a, "responded");
}

static bytes cancel(bytes id) {
  answer a;
  message_cancel(id.at, id.length, &a);
  return told(a, "cancelled");
}

static bytes shut_down(bytes result) {
  answer a;
  runtime_shutdown(result.length > 0, result.at, result.length, &a);
  return told(a, "shutting down");
}

static bytes by_id(void (*call)(u8 *, u32, answer *), bytes id, const char *done) {
  answer a;
  call(id.at, id.length, &a);
  return told(a, done);
}

static bytes open(bytes id, bytes message) {
  answer a;
  message_open(id.at, id.length, message.at, message.length, &a);
  return told(a, 0);
}

static bytes send_on(bytes channel, bytes message) {
  answer a;
  channel_send(channel.at, channel.length, message.at, message.length, &a);
  return told(a, "sent");
}

// Sends numbers on a channel, from 0, until one is refused; says how many went well, and why it ended.
static bytes stream(bytes channel, u64 times) {
  bytes end = text("ok sent");
  u64 i = 0;
  while (i < times) {
    end = send_on(channel, decimal(i));
    if (begins(end, "err")) break;
    i++;
  }
  return three(decimal(i), text(" "), end);
}

// Opens channels until one is refused; says how many were opened, and why it ended.
static bytes open_many(bytes id, u64 times) {
  bytes end = text("ok");
  u64 i = 0;
  while (i < times) {
    end = open(id, text("accept"));
    if (begins(end, "err")) break;
    i++;
  }
  return three(decimal(i), text(" "), end);
}

// ---- commands

typedef struct { optional state; optional answer; bytes error; } turn;

// Commands about the state and the memory. Returns whether it was one.
static int of_itself(turn *t, bytes word, bytes rest) {
  if (is(word, "get")) { t->answer = t->state.present ? t->state : some(text("none")); return 1; }
  if (is(word, "set")) { t->state = some(rest); return 1; }
  if (is(word, "clear")) { t->state = nothing; return 1; }
  if (is(word, "add")) {
    t->state = some(decimal((t->state.present ? number(t->state.value) : 0) + 1));
    t->answer = t->state;
    return 1;
  }
  if (is(word, "bigstate")) { t->state = some(filled(number(rest))); return 1; }
  if (is(word, "bigreply")) { t->answer = some(filled(number(rest))); return 1; }
  if (is(word, "grow")) { t->answer = some(grow(rest)); return 1; }
  if (is(word, "pages")) { t->answer = some(decimal(__builtin_wasm_memory_size(0))); return 1; }
  if (is(word, "spin")) { spin(number(rest)); return 1; }
  if (is(word, "id")) { t->answer = some(myself()); return 1; }
  if (is(word, "none")) { t->answer = nothing; return 1; }
  return 0;
}

// Commands that fail, and those that end the actor. Returns whether it was one.
static int of_failure(turn *t, bytes word, bytes rest) {
  if (is(word, "trap")) __builtin_trap();
  if (is(word, "err")) { t->error = rest.length ? rest : text("told to fail"); return 1; }
  if (is(word, "loop")) hang();
  if (is(word, "hostloop")) ask_for_ever();
  if (is(word, "recurse")) { depth = 1; deeper(); return 1; }
  if (is(word, "badutf8")) { t->error = not_text(); return 1; }
  if (is(word, "badlog")) { say(not_text()); return 1; }
  if (is(word, "shutdown")) { t->answer = some(shut_down(rest)); return 1; }
  if (is(word, "shutdown-err")) { shut_down(rest); t->error = text("told to fail after shutdown"); return 1; }
  if (is(word, "shutdown-trap")) { shut_down(rest); __builtin_trap(); }
  if (is(word, "set-loop")) { t->state = some(rest); hang(); }
  return 0;
}

static bytes of_host(bytes word, bytes rest) {
  if (is(word, "log")) { say(rest); return text("ok"); }
  if (is(word, "chain")) return chain();
  if (is(word, "send")) { bytes id = take(&rest, ' '); return send(id, rest); }
  if (is(word, "send-loop")) { bytes id = take(&rest, ' '); send(id, rest); hang(); }
  if (is(word, "request")) { bytes id = take(&rest, ' '); return request(id, rest); }
  if (is(word, "self-request")) return request(myself(), text("get"));
  if (is(word, "flood")) { bytes id = take(&rest, ' '); return flood(id, number(rest)); }
  if (is(word, "outstanding")) return outstanding();
  if (is(word, "respond")) { bytes id = take(&rest, ' '); return respond(id, rest); }
  if (is(word, "cancel")) return cancel(rest);
  if (is(word, "channel")) { bytes id = take(&rest, ' '); return open(id, rest); }
  if (is(word, "channels")) { bytes id = take(&rest, ' '); return open_many(id, number(rest)); }
  if (is(word, "channel-trap")) { bytes id = take(&rest, ' '); open(id, rest); __builtin_trap(); }
  if (is(word, "channel-send")) { bytes channel = take(&rest, ' '); return send_on(channel, rest); }
  if (is(word, "channel-stream")) { bytes channel = take(&rest, ' '); return stream(channel, number(rest)); }
  if (is(word, "channel-close")) return by_id(channel_close, rest, "closed");
  if (is(word, "spawn")) { bytes manifest = take(&rest, ' '); return spawn(manifest, rest); }
  if (is(word, "spawn-trap")) { bytes manifest = take(&rest, ' '); spawn(manifest, rest); __builtin_trap(); }
  if (is(word, "resume")) { bytes manifest = take(&rest, ' '); return resume(manifest, rest); }
  if (is(word, "list")) return children();
  if (is(word, "restart")) return by_id(supervisor_restart, rest, "restarted");
  if (is(word, "stop")) return by_id(supervisor_stop_child, rest, "stopped");
  if (is(word, "state")) return child_state(rest);
  if (is(word, "events")) return child_events(rest);
  return join(text("err unknown command: "), word);
}

static turn obey(optional state, bytes message) {
  turn t = {state, some(text("ok")), {0, 0}};
  bytes rest = message;
  bytes word = take(&rest, ' ');
  if (!of_itself(&t, word, rest) && !of_failure(&t, word, rest)) t.answer = some(of_host(word, rest));
  return t;
}

static outcome *handle_send(optional state, bytes message) {
  turn t = obey(state, message);
  return t.error.at ? fail(t.error) : keep(t.state);
}

static reply_outcome *handle_request(optional state, bytes message) {
  turn t = obey(state, message);
  return t.error.at ? fail_request(t.error) : reply(t.state, t.answer);
}

// ---- init

// How often init has been called, this call included; the actor's chain has those that have ended.
static u64 attempts(void) {
  struct { meta_event *at; u32 length; } c;
  runtime_chain(&c);
  u64 n = 1;
  for (u32 i = 0; i < c.length; i++)
    if (is(c.at[i].type, "theater:simple/actor/init") && !begins(c.at[i].data, "{\"InitCall\"")) n++;
  return n;
}

static int fails_now(bytes range) {
  bytes from = take(&range, '-');
  u64 now = attempts();
  return now >= number(from) && now <= number(range);
}

static outcome *init(optional state, bytes id) {
  remember(id);
  if (!state.present || !begins(state.value, "init=")) return keep(state);
  bytes rest = {state.value.at + 5, state.value.length - 5};
  bytes word = take(&rest, ' ');
  bytes name = take(&word, ':');
  if (is(name, "hang")) hang();
  if (is(name, "trap")) __builtin_trap();
  if (is(name, "err")) return fail(rest.length ? rest : text("told to fail in init"));
  if (is(name, "fail")) return fails_now(rest) ? fail(text("told to fail this time")) : keep(state);
  if (is(name, "grow")) return keep(some(grow(rest)));
  if (is(name, "shutdown")) return keep(some(shut_down(rest)));
  if (is(name, "request")) return keep(some(request(word, rest)));
  if (is(name, "self-request")) return keep(some(request(myself(), text("get"))));
  if (is(name, "spawn")) return keep(some(spawn(word, rest)));
  if (is(name, "list")) return keep(some(children()));
  return fail(join(text("unknown directive: "), state.value));
}

// ---- children

static optional noted(optional state, const char *what, bytes child, optional more) {
  bytes line = three(text(what), text(" "), child);
  if (more.present) line = three(line, text(" "), more.value);
  return some(state.present ? three(state.value, text("\n"), line) : line);
}

static outcome *child_failed(optional state, bytes child, optional error) {
  if (contains(state, "on-error=fail")) return fail(text("told to fail on a child's error"));
  if (contains(state, "on-error=trap")) __builtin_trap();
  if (contains(state, "on-error=hang")) hang();
  optional after = noted(state, "error", child, error);
  if (!contains(state, "on-error=restart")) return keep(after);
  answer a;
  supervisor_restart(child.at, child.length, &a);
  if (a.failed) return keep(noted(after, "refused", child, some(a.value)));
  return keep(noted(after, "restarted", child, nothing));
}

static outcome *child_ended(optional state, bytes child, optional result) {
  if (contains(state, "on-exit=fail")) return fail(text("told to fail on a child's exit"));
  if (contains(state, "on-exit=shutdown")) shut_down(result.present ? result.value : text(""));
  return keep(noted(state, "exit", child, result));
}

static outcome *child_stopped(optional state, bytes child) {
  if (contains(state, "on-stop=fail")) return fail(text("told to fail on a child's stop"));
  return keep(noted(state, "stop", child, nothing));
}

// ---- channels

// What came of something, as a message that is no command.
static optional came(bytes of_it) { return some(join(text("got "), of_it)); }

static channel_outcome *channel_open(optional state, bytes channel, bytes message) {
  bytes rest = message;
  bytes word = take(&rest, ' ');
  if (is(word, "accept")) return accept(state, rest.length ? some(rest) : nothing);
  if (is(word, "ask")) { bytes id = take(&rest, ' '); return accept(state, came(request(id, rest))); }
  if (is(word, "open")) { bytes id = take(&rest, ' '); return accept(state, came(open(id, rest))); }
  if (is(word, "send-early")) return accept(state, came(send_on(channel, rest)));
  if (is(word, "close-early")) return accept(state, came(by_id(channel_close, channel, "closed")));
  if (is(word, "trap")) __builtin_trap();
  if (is(word, "hang")) hang();
  if (is(word, "err")) return fail_open(rest);
  return refuse(state, is(word, "refuse") && rest.length ? some(rest) : nothing);
}

static outcome *channel_message(optional state, bytes channel, bytes message) {
  optional after = noted(state, "message", channel, some(message));
  bytes rest = message;
  bytes word = take(&rest, ' ');
  if (is(word, "trap")) __builtin_trap();
  if (is(word, "hang")) hang();
  if (is(word, "err")) return fail(rest);
  if (is(word, "reply")) send_on(channel, rest);
  if (is(word, "close")) by_id(channel_close, channel, "closed");
  return keep(after);
}

static outcome *channel_closed(optional state, bytes channel) {
  return keep(noted(state, "closed", channel, nothing));
}
