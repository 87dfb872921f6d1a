// Answers a request, which is a currency, with what the application's exchange says of it, and keeps the last as its state.
#include "theater.h"

__attribute__((import_module("office:money/exchange"), import_name("rate")))
void exchange_rate(u8 *currency, u32 length, answer *to);

static outcome *init(optional state, bytes id) { return keep(state); }

static outcome *handle_send(optional state, bytes message) { return keep(some(message)); }

static reply_outcome *handle_request(optional state, bytes message) {
  answer rate;
  exchange_rate(message.at, message.length, &rate);
  if (rate.failed) return reply(state, some(join(text("no rate: "), rate.value)));
  return reply(some(message), some(rate.value));
}
