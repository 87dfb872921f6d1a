// Answers every request with the request's own bytes, and keeps the last message it was sent as its state.
#include "theater.h"

static outcome *init(optional state, bytes id) { return keep(state); }

static outcome *handle_send(optional state, bytes message) { return keep(some(message)); }

static reply_outcome *handle_request(optional state, bytes message) { return reply(state, some(message)); }
