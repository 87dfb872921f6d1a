// Places orders with the tool acme:shop/orders. The request "pear 3" orders three pears and is answered with a line about
// it; a message does the same unasked. The state is what was ordered, a line each. What the shop refuses is an answer too.
#include "theater.h"

typedef struct { u64 number, cents; } receipt;
typedef struct { u8 failed; union { receipt ok; bytes error; } u; } placed; // result<receipt, string>
_Static_assert(sizeof(placed) == 24, "the layout that the canonical ABI prescribes");

__attribute__((import_module("acme:shop/orders"), import_name("place")))
void orders_place(u8 *article, u32 article_length, u32 quantity, placed *to);

static bytes order(bytes wish, optional *state) {
  bytes rest = wish, article = take(&rest, ' ');
  u64 quantity;
  if (!parse(rest, &quantity) || quantity > 0xffffffff) return join(wish, text(": an article and a number, such as pear 3"));
  placed result;
  orders_place(article.at, article.length, quantity, &result);
  if (result.failed) return join(text("refused: "), result.u.error);
  bytes line = join(join(text("#"), decimal(result.u.ok.number)), join(text(" "), wish));
  line = join(line, join(join(text(" for "), decimal(result.u.ok.cents)), text(" cents")));
  *state = some(state->present ? join(state->value, join(text("\n"), line)) : line);
  return line;
}

static outcome *init(optional state, bytes id) { return keep(state); }

static outcome *handle_send(optional state, bytes message) {
  order(message, &state);
  return keep(state);
}

static reply_outcome *handle_request(optional state, bytes message) {
  bytes answer = order(message, &state);
  return reply(state, some(answer));
}
