// Hand-written bindings for theater:simple in freestanding C, by the rules of the component model's canonical ABI.
//
// An actor defines init, handle_send and handle_request, and with SUPERVISOR defined also child_failed, child_ended and
// child_stopped, with CHANNELS channel_open, channel_message and channel_closed; this header turns them into the exports
// that a world of theater.wit asks for.
//
// Memory is one arena: what the host hands in and what the actor allocates. It is emptied after every call, so nothing
// survives a call but the state that the call returned.
#pragma once

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

typedef struct { u8 *at; u32 length; } bytes; // list<u8>, string
typedef struct { u32 present; bytes value; } optional; // option<list<u8>> as parameters

#define IMPORT(interface, function) __attribute__((import_module("theater:simple/" interface), import_name(function)))
#define EXPORT(name) __attribute__((export_name(name), used))

// ---- memory

extern u8 __heap_base;
static u8 *arena_next;

static void arena_reset(void) { arena_next = &__heap_base; }

static void *allocate(u32 alignment, u32 length) {
  if (!arena_next) arena_reset();
  u32 start = ((u32)arena_next + alignment - 1) & ~(alignment - 1);
  u32 end = start + length;
  if (end < start) __builtin_trap();
  u32 size = __builtin_wasm_memory_size(0) * 65536u;
  if (end > size && __builtin_wasm_memory_grow(0, (end - size + 65535u) / 65536u) == (u32)-1) __builtin_trap();
  arena_next = (u8 *)end;
  return (u8 *)start;
}

// volatile keeps the compiler from seeing a memcpy in the loop and calling the function itself
__attribute__((used)) void *memcpy(void *to, const void *from, __SIZE_TYPE__ length) {
  volatile u8 *t = to;
  const u8 *f = from;
  while (length--) *t++ = *f++;
  return to;
}

EXPORT("cabi_realloc") void *cabi_realloc(void *old, u32 old_length, u32 alignment, u32 length) {
  u8 *fresh = allocate(alignment, length);
  if (old) memcpy(fresh, old, old_length < length ? old_length : length);
  return fresh;
}

// ---- text

static bytes text(const char *literal) {
  u32 n = 0;
  while (literal[n]) n++;
  return (bytes){(u8 *)literal, n};
}

static bytes join(bytes a, bytes b) {
  u8 *at = allocate(1, a.length + b.length);
  memcpy(at, a.at, a.length);
  memcpy(at + a.length, b.at, b.length);
  return (bytes){at, a.length + b.length};
}

static int is(bytes a, const char *literal) {
  u32 i = 0;
  while (i < a.length && literal[i] && a.at[i] == literal[i]) i++;
  return i == a.length && !literal[i];
}

// The text before the first stop, which is cut off the rest together with the stop.
static bytes take(bytes *rest, u8 stop) {
  u32 n = 0;
  while (n < rest->length && rest->at[n] != stop) n++;
  bytes taken = {rest->at, n};
  u32 skipped = n < rest->length ? n + 1 : n;
  *rest = (bytes){rest->at + skipped, rest->length - skipped};
  return taken;
}

static bytes decimal(u64 number) {
  u8 digits[20];
  u32 first = 20;
  do { digits[--first] = '0' + number % 10; number /= 10; } while (number);
  bytes written = {allocate(1, 20 - first), 20 - first};
  memcpy(written.at, digits + first, 20 - first);
  return written;
}

// Whether the text is a decimal number that fits.
static int parse(bytes digits, u64 *number) {
  u64 n = 0;
  for (u32 i = 0; i < digits.length; i++) {
    u8 digit = digits.at[i] - '0';
    if (digit > 9 || n > (~0ull - digit) / 10) return 0;
    n = n * 10 + digit;
  }
  *number = n;
  return digits.length > 0;
}

// ---- what the host offers; only what an actor calls becomes an import of its component

typedef struct { u8 failed; bytes value; } answer; // result<string, string>, result<_, string>
typedef struct { bytes *at; u32 length; } names; // list<string>

IMPORT("runtime", "log") void runtime_log(u8 *at, u32 length);
IMPORT("supervisor", "spawn") void supervisor_spawn(u8 *manifest, u32 manifest_length, u32 present, u8 *at, u32 length, answer *to);
IMPORT("supervisor", "list-children") void supervisor_list_children(names *to);
IMPORT("supervisor", "stop-child") void supervisor_stop_child(u8 *at, u32 length, answer *to);

static void say(bytes line) { runtime_log(line.at, line.length); }

// ---- what handlers return

typedef struct { u8 present; bytes value; } stored; // option<list<u8>> in memory
typedef struct { u8 failed; union { stored state; bytes error; } u; } outcome; // of every handler but two
typedef struct { u8 failed; union { struct { stored state, reply; } ok; bytes error; } u; } reply_outcome;
typedef struct { u8 failed; union { struct { stored state; u8 accepted; stored first; } ok; bytes error; } u; } channel_outcome;
_Static_assert(sizeof(answer) == 12 && sizeof(outcome) == 16 && sizeof(reply_outcome) == 28 && sizeof(channel_outcome) == 32,
               "the layouts that the canonical ABI prescribes");

static const optional nothing = {0, {0, 0}};

static optional some(bytes value) { return (optional){1, value}; }

static stored store(optional o) { return (stored){o.present, o.value}; }

static outcome *keep(optional state) {
  outcome *o = allocate(4, sizeof *o);
  *o = (outcome){.failed = 0, .u.state = store(state)};
  return o;
}

static outcome *fail(bytes error) {
  outcome *o = allocate(4, sizeof *o);
  *o = (outcome){.failed = 1, .u.error = error};
  return o;
}

static reply_outcome *reply(optional state, optional with) {
  reply_outcome *o = allocate(4, sizeof *o);
  *o = (reply_outcome){.failed = 0, .u.ok = {store(state), store(with)}};
  return o;
}

static reply_outcome *fail_request(bytes error) {
  reply_outcome *o = allocate(4, sizeof *o);
  *o = (reply_outcome){.failed = 1, .u.error = error};
  return o;
}

// ---- exports: every function, and beside it the one that the host calls when it has read the result

#define STATE u32 present, u8 *state, u32 state_length
#define GIVEN ((optional){present, {state, state_length}})
#define ACTOR "theater:simple/actor#"
#define MESSAGES "theater:simple/message-server-client#"
#define CHILDREN "theater:simple/supervisor-handlers#"
#define AFTER(interface, function) EXPORT("cabi_post_" interface function)

static outcome *init(optional state, bytes id);
static outcome *handle_send(optional state, bytes message);
static reply_outcome *handle_request(optional state, bytes message);

EXPORT(ACTOR "init") outcome *export_init(STATE, u8 *id, u32 id_length) { return init(GIVEN, (bytes){id, id_length}); }
AFTER(ACTOR, "init") void after_init(void *result) { arena_reset(); }

EXPORT(MESSAGES "handle-send") outcome *export_send(STATE, u8 *at, u32 length) { return handle_send(GIVEN, (bytes){at, length}); }
AFTER(MESSAGES, "handle-send") void after_send(void *result) { arena_reset(); }

EXPORT(MESSAGES "handle-request") reply_outcome *export_request(STATE, u8 *id, u32 id_length, u8 *at, u32 length) {
  return handle_request(GIVEN, (bytes){at, length});
}
AFTER(MESSAGES, "handle-request") void after_request(void *result) { arena_reset(); }

#ifdef CHANNELS
static channel_outcome *channel_open(optional state, bytes channel, bytes message);
static outcome *channel_message(optional state, bytes channel, bytes message);
static outcome *channel_closed(optional state, bytes channel);

static channel_outcome *decide(u8 accepted, optional state, optional message) {
  channel_outcome *o = allocate(4, sizeof *o);
  *o = (channel_outcome){.failed = 0, .u.ok = {store(state), accepted, store(message)}};
  return o;
}

static channel_outcome *accept(optional state, optional first) { return decide(1, state, first); }

static channel_outcome *refuse(optional state, optional why) { return decide(0, state, why); }

static channel_outcome *fail_open(bytes error) {
  channel_outcome *o = allocate(4, sizeof *o);
  *o = (channel_outcome){.failed = 1, .u.error = error};
  return o;
}

EXPORT(MESSAGES "handle-channel-open") channel_outcome *export_open(STATE, u8 *channel, u32 channel_length, u8 *at, u32 length) {
  return channel_open(GIVEN, (bytes){channel, channel_length}, (bytes){at, length});
}
AFTER(MESSAGES, "handle-channel-open") void after_open(void *result) { arena_reset(); }

EXPORT(MESSAGES "handle-channel-message") outcome *export_channel(STATE, u8 *channel, u32 channel_length, u8 *at, u32 length) {
  return channel_message(GIVEN, (bytes){channel, channel_length}, (bytes){at, length});
}
AFTER(MESSAGES, "handle-channel-message") void after_channel(void *result) { arena_reset(); }

EXPORT(MESSAGES "handle-channel-close") outcome *export_close(STATE, u8 *channel, u32 channel_length) {
  return channel_closed(GIVEN, (bytes){channel, channel_length});
}
AFTER(MESSAGES, "handle-channel-close") void after_close(void *result) { arena_reset(); }
#else
// An actor without channels refuses them, since the interface asks for all of its functions.
EXPORT(MESSAGES "handle-channel-open") channel_outcome *export_open(STATE, u8 *channel, u32 channel_length, u8 *at, u32 length) {
  channel_outcome *o = allocate(4, sizeof *o);
  *o = (channel_outcome){.failed = 0, .u.ok = {store(GIVEN), 0, store(nothing)}};
  return o;
}
AFTER(MESSAGES, "handle-channel-open") void after_open(void *result) { arena_reset(); }

EXPORT(MESSAGES "handle-channel-message") outcome *export_channel(STATE, u8 *channel, u32 channel_length, u8 *at, u32 length) {
  return keep(GIVEN);
}
AFTER(MESSAGES, "handle-channel-message") void after_channel(void *result) { arena_reset(); }

EXPORT(MESSAGES "handle-channel-close") outcome *export_close(STATE, u8 *channel, u32 channel_length) { return keep(GIVEN); }
AFTER(MESSAGES, "handle-channel-close") void after_close(void *result) { arena_reset(); }
#endif

#ifdef SUPERVISOR
static outcome *child_failed(optional state, bytes child, optional error);
static outcome *child_ended(optional state, bytes child, optional result);
static outcome *child_stopped(optional state, bytes child);

EXPORT(CHILDREN "handle-child-error")
outcome *export_child_error(STATE, u8 *child, u32 child_length, u32 type, u32 given, u8 *at, u32 length) {
  return child_failed(GIVEN, (bytes){child, child_length}, (optional){given, {at, length}});
}
AFTER(CHILDREN, "handle-child-error") void after_child_error(void *result) { arena_reset(); }

EXPORT(CHILDREN "handle-child-exit")
outcome *export_child_exit(STATE, u8 *child, u32 child_length, u32 given, u8 *at, u32 length) {
  return child_ended(GIVEN, (bytes){child, child_length}, (optional){given, {at, length}});
}
AFTER(CHILDREN, "handle-child-exit") void after_child_exit(void *result) { arena_reset(); }

EXPORT(CHILDREN "handle-child-external-stop") outcome *export_child_stop(STATE, u8 *child, u32 child_length) {
  return child_stopped(GIVEN, (bytes){child, child_length});
}
AFTER(CHILDREN, "handle-child-external-stop") void after_child_stop(void *result) { arena_reset(); }
#endif
