// A supervisor. Its manifest names its children and how they are restarted; it is told of those that are down for good,
// logs that and counts it. The state is "failed=F ended=E stopped=S".
// Requests: "list" answers with the ids of its children, a line each; "report" with the state; "spawn MANIFEST" with the
// new child's id; "stop ID" with "stopped". Other requests are answered with a list of these. A message is logged.
#define SUPERVISOR
#include "theater.h"

typedef struct { u64 failed, ended, stopped; } tally;

static u64 field(bytes *rest) {
  u64 value = 0;
  bytes pair = take(rest, ' ');
  take(&pair, '=');
  parse(pair, &value);
  return value;
}

static tally read_tally(optional state) {
  bytes rest = state.present ? state.value : text("");
  tally t;
  t.failed = field(&rest);
  t.ended = field(&rest);
  t.stopped = field(&rest);
  return t;
}

static optional write_tally(tally t) {
  bytes failed = join(text("failed="), decimal(t.failed));
  bytes ended = join(text(" ended="), decimal(t.ended));
  bytes stopped = join(text(" stopped="), decimal(t.stopped));
  return some(join(join(failed, ended), stopped));
}

static bytes list(void) {
  names children;
  supervisor_list_children(&children);
  bytes lines = text("");
  for (u32 i = 0; i < children.length; i++) lines = join(join(lines, children.at[i]), text("\n"));
  return lines;
}

static bytes spawn(bytes manifest) {
  answer a;
  supervisor_spawn(manifest.at, manifest.length, 0, 0, 0, &a);
  return a.failed ? join(text("error: "), a.value) : a.value;
}

static bytes stop(bytes id) {
  answer a;
  supervisor_stop_child(id.at, id.length, &a);
  return a.failed ? join(text("error: "), a.value) : text("stopped");
}

static outcome *note(tally t, bytes child, bytes what) {
  say(join(join(text("child "), child), what));
  return keep(write_tally(t));
}

static outcome *init(optional state, bytes id) {
  say(text("the desk is open"));
  return keep(write_tally(read_tally(state)));
}

static outcome *handle_send(optional state, bytes message) {
  say(message);
  return keep(state);
}

static reply_outcome *handle_request(optional state, bytes message) {
  bytes command = take(&message, ' ');
  if (is(command, "list")) return reply(state, some(list()));
  if (is(command, "report")) return reply(state, state);
  if (is(command, "spawn")) return reply(state, some(spawn(message)));
  if (is(command, "stop")) return reply(state, some(stop(message)));
  return reply(state, some(text("error: the desk knows: list, report, spawn MANIFEST, stop ID")));
}

static outcome *child_failed(optional state, bytes child, optional error) {
  tally t = read_tally(state);
  t.failed++;
  return note(t, child, join(text(" failed: "), error.present ? error.value : text("no reason given")));
}

static outcome *child_ended(optional state, bytes child, optional result) {
  tally t = read_tally(state);
  t.ended++;
  return note(t, child, text(" has ended"));
}

static outcome *child_stopped(optional state, bytes child) {
  tally t = read_tally(state);
  t.stopped++;
  return note(t, child, text(" was stopped"));
}
