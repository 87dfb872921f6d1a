// A guest that calls timing, random, environment and store as tests tell it. Requests are commands, below; each answers
// "ok ..." or "err ...". "keep TEXT" makes TEXT the state, "state" answers it, "trap" traps.
#include "theater.h"

typedef struct { u8 failed; union { u64 value; bytes error; } u; } number_answer; // result<u64, string>
typedef struct { u8 failed; union { double value; bytes error; } u; } float_answer; // result<f64, string>
typedef struct { u8 failed; union { u8 value; bytes error; } u; } bool_answer; // result<bool, string>
typedef struct { u8 failed; union { stored value; bytes error; } u; } option_answer; // result<option<string>, string>
typedef struct { bytes name, value; } pair;
typedef struct { pair *at; u32 length; } pairs; // list<tuple<string, string>>
_Static_assert(sizeof(number_answer) == 16 && sizeof(float_answer) == 16 && sizeof(bool_answer) == 12
               && sizeof(option_answer) == 16 && sizeof(pair) == 16, "the layouts that the canonical ABI prescribes");

#define TEXT(name) u8 *name, u32 name##_length

IMPORT("timing", "now") u64 timing_now(void);
IMPORT("timing", "sleep") void timing_sleep(u64 duration, answer *to);
IMPORT("timing", "deadline") void timing_deadline(u64 timestamp, answer *to);
IMPORT("random", "random-bytes") void random_bytes(u32 length, answer *to);
IMPORT("random", "random-range") void random_range(u64 min, u64 max, number_answer *to);
IMPORT("random", "random-float") void random_float(float_answer *to);
IMPORT("random", "generate-uuid") void random_uuid(answer *to);
IMPORT("environment", "get-var") void environment_get(TEXT(name), stored *to);
IMPORT("environment", "list-vars") void environment_list(pairs *to);
IMPORT("environment", "exists") u32 environment_exists(TEXT(name));
IMPORT("store", "new") void store_new(answer *to);
IMPORT("store", "store") void store_store(TEXT(id), TEXT(content), answer *to);
IMPORT("store", "get") void store_get(TEXT(id), TEXT(hash), answer *to);
IMPORT("store", "exists") void store_exists(TEXT(id), TEXT(hash), bool_answer *to);
IMPORT("store", "label") void store_label(TEXT(id), TEXT(label), TEXT(hash), answer *to);
IMPORT("store", "get-by-label") void store_by_label(TEXT(id), TEXT(label), option_answer *to);
IMPORT("store", "remove-label") void store_remove(TEXT(id), TEXT(label), answer *to);
IMPORT("store", "remove-from-label") void store_remove_from(TEXT(id), TEXT(label), TEXT(hash), answer *to);
IMPORT("store", "store-at-label") void store_at(TEXT(id), TEXT(label), TEXT(content), answer *to);
IMPORT("store", "replace-content-at-label") void store_replace_content(TEXT(id), TEXT(label), TEXT(content), answer *to);
IMPORT("store", "replace-at-label") void store_replace(TEXT(id), TEXT(label), TEXT(hash), answer *to);
IMPORT("store", "list-labels") void store_labels(TEXT(id), answer *to);
IMPORT("store", "list-all-content") void store_contents(TEXT(id), answer *to);
IMPORT("store", "calculate-total-size") void store_size(TEXT(id), number_answer *to);

// ---- text

static bytes ok(bytes value) { return join(text("ok "), value); }

static bytes err(bytes error) { return join(text("err "), error); }

static bytes told(answer a) { return a.failed ? err(a.value) : ok(a.value); }

static bytes done(answer a) { return a.failed ? err(a.value) : text("ok"); }

static bytes counted(number_answer a) { return a.failed ? err(a.u.error) : ok(decimal(a.u.value)); }

static u64 number(bytes digits) {
  u64 n = 0;
  if (!parse(digits, &n)) __builtin_trap();
  return n;
}

static bytes hex(bytes of) {
  bytes all = {allocate(1, of.length * 2), of.length * 2};
  for (u32 i = 0; i < of.length; i++) {
    all.at[2 * i] = "0123456789abcdef"[of.at[i] >> 4];
    all.at[2 * i + 1] = "0123456789abcdef"[of.at[i] & 15];
  }
  return all;
}

static bytes filled(u64 length) {
  bytes b = {allocate(1, (u32)length), (u32)length};
  for (u32 i = 0; i < b.length; i++) b.at[i] = 'x';
  return b;
}

static bytes listed(answer a) {
  if (a.failed) return err(a.value);
  bytes *at = (bytes *)a.value.at;
  bytes all = ok(decimal(a.value.length));
  for (u32 i = 0; i < a.value.length; i++) all = join(join(all, text(" ")), at[i]);
  return all;
}

// ---- timing and random

static bytes sleep(u64 duration) {
  answer a;
  timing_sleep(duration, &a);
  return done(a);
}

static bytes deadline(u64 timestamp) {
  answer a;
  timing_deadline(timestamp, &a);
  return done(a);
}

// Sleeps until that is refused, at most so often; says how often it went well, and why it ended.
static bytes sleeps(u64 times, u64 duration) {
  bytes end = text("ok");
  u64 i = 0;
  while (i < times) {
    end = sleep(duration);
    if (end.length > 2) break;
    i++;
  }
  return ok(join(join(decimal(i), text(" ")), end));
}

// How many there are, and the first 32 of them.
static bytes some_bytes(u64 length) {
  answer a;
  random_bytes((u32)length, &a);
  if (a.failed) return err(a.value);
  bytes first = {a.value.at, a.value.length < 32 ? a.value.length : 32};
  return ok(join(join(decimal(a.value.length), text(" ")), hex(first)));
}

static bytes range(bytes min, bytes max) {
  number_answer a;
  random_range(number(min), number(max), &a);
  return counted(a);
}

// In units of 10^-18.
static bytes fraction(void) {
  float_answer a;
  random_float(&a);
  return a.failed ? err(a.u.error) : ok(decimal((u64)(a.u.value * 1e18)));
}

static bytes uuid(void) {
  answer a;
  random_uuid(&a);
  return told(a);
}

// ---- environment

static bytes variable(bytes name) {
  stored value;
  environment_get(name.at, name.length, &value);
  return value.present ? ok(value.value) : text("ok-none");
}

static bytes variables(void) {
  pairs p;
  environment_list(&p);
  bytes all = ok(decimal(p.length));
  for (u32 i = 0; i < p.length; i++) all = join(join(join(join(all, text(" ")), p.at[i].name), text("=")), p.at[i].value);
  return all;
}

// ---- store

#define GIVE(b) b.at, b.length

static bytes put(bytes id, bytes content) {
  answer a;
  store_store(GIVE(id), GIVE(content), &a);
  return told(a);
}

// Stores different contents, or lets different labels point to one content, until one is refused, at most so often; says
// how often it went well, and why it ended.
static bytes many(bytes id, u64 times, bytes hash) {
  answer a = {0, {0, 0}};
  u64 i = 0;
  u8 *start = arena_next;
  while (i < times) {
    arena_next = start;
    bytes name = decimal(i);
    if (hash.length) store_label(GIVE(id), GIVE(name), GIVE(hash), &a);
    else store_store(GIVE(id), GIVE(name), &a);
    if (a.failed) break;
    i++;
  }
  return ok(join(join(decimal(i), text(" ")), done(a)));
}

static bytes by_label(bytes id, bytes label) {
  option_answer a;
  store_by_label(GIVE(id), GIVE(label), &a);
  if (a.failed) return err(a.u.error);
  return a.u.value.present ? ok(a.u.value.value) : text("ok-none");
}

static bytes exists(bytes id, bytes hash) {
  bool_answer a;
  store_exists(GIVE(id), GIVE(hash), &a);
  return a.failed ? err(a.u.error) : text(a.u.value ? "ok true" : "ok false");
}

static bytes size(bytes id) {
  number_answer a;
  store_size(GIVE(id), &a);
  return counted(a);
}

static bytes of_store(bytes word, bytes rest) {
  answer a = {0, {0, 0}};
  if (is(word, "new")) { store_new(&a); return told(a); }
  bytes id = take(&rest, ' ');
  if (is(word, "put")) return put(id, rest);
  if (is(word, "put-big")) return put(id, filled(number(rest)));
  if (is(word, "put-many")) return many(id, number(rest), (bytes){0, 0});
  if (is(word, "get")) { store_get(GIVE(id), GIVE(rest), &a); return told(a); }
  if (is(word, "exists")) return exists(id, rest);
  if (is(word, "labels")) { store_labels(GIVE(id), &a); return listed(a); }
  if (is(word, "contents")) { store_contents(GIVE(id), &a); return listed(a); }
  if (is(word, "size")) return size(id);
  bytes label = take(&rest, ' ');
  if (is(word, "label")) { store_label(GIVE(id), GIVE(label), GIVE(rest), &a); return done(a); }
  if (is(word, "label-big")) { label = filled(number(label)); store_label(GIVE(id), GIVE(label), GIVE(rest), &a); return done(a); }
  if (is(word, "label-many")) return many(id, number(label), rest);
  if (is(word, "by-label")) return by_label(id, label);
  if (is(word, "remove")) { store_remove(GIVE(id), GIVE(label), &a); return done(a); }
  if (is(word, "remove-from")) { store_remove_from(GIVE(id), GIVE(label), GIVE(rest), &a); return done(a); }
  if (is(word, "put-at")) { store_at(GIVE(id), GIVE(label), GIVE(rest), &a); return told(a); }
  if (is(word, "put-alone")) { store_replace_content(GIVE(id), GIVE(label), GIVE(rest), &a); return told(a); }
  if (is(word, "replace")) { store_replace(GIVE(id), GIVE(label), GIVE(rest), &a); return done(a); }
  return err(join(text("unknown command: "), word));
}

static bytes obey(bytes word, bytes rest) {
  if (is(word, "trap")) __builtin_trap();
  if (is(word, "now")) return ok(decimal(timing_now()));
  if (is(word, "sleep")) return sleep(number(rest));
  if (is(word, "sleeps")) { bytes times = take(&rest, ' '); return sleeps(number(times), number(rest)); }
  if (is(word, "deadline")) return deadline(number(rest));
  if (is(word, "deadline-in")) return deadline(timing_now() + number(rest));
  if (is(word, "bytes")) return some_bytes(number(rest));
  if (is(word, "range")) { bytes min = take(&rest, ' '); return range(min, rest); }
  if (is(word, "float")) return fraction();
  if (is(word, "uuid")) return uuid();
  if (is(word, "var")) return variable(rest);
  if (is(word, "var-exists")) return text(environment_exists(GIVE(rest)) ? "ok true" : "ok false");
  if (is(word, "vars")) return variables();
  return of_store(word, rest);
}

static outcome *handle_send(optional state, bytes message) {
  bytes rest = message;
  bytes word = take(&rest, ' ');
  obey(word, rest);
  return keep(state);
}

static reply_outcome *handle_request(optional state, bytes message) {
  bytes rest = message;
  bytes word = take(&rest, ' ');
  if (is(word, "keep")) return reply(some(rest), some(text("ok")));
  if (is(word, "state")) return reply(state, state.present ? state : some(text("none")));
  return reply(state, some(obey(word, rest)));
}

static outcome *init(optional state, bytes id) { return keep(state); }
