// The actor that is measured beside those of a JVM library: it keeps the last message as its state, gives a request's
// message back, and traps on a message that begins with an exclamation mark.
#include "../../../../actors/src/theater.h"

static bytes checked(bytes message) {
  if (message.length && message.at[0] == '!') __builtin_trap();
  return message;
}

static outcome *init(optional state, bytes id) { return keep(state); }

static outcome *handle_send(optional state, bytes message) { return keep(some(checked(message))); }

static reply_outcome *handle_request(optional state, bytes message) { return reply(some(checked(message)), some(message)); }
