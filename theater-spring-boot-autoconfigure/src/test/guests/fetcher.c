// Calls servers as it is told. A request to it is a line "METHOD URI", lines "name: value" for the headers, and after an
// empty line, if there is one, the body. It answers in the same form with the status in its first line; or with
// "err: " and what the host says.
#include "theater.h"

typedef struct { bytes name, value; } header; // tuple<string, string>
typedef struct { header *at; u32 length; } headers;
typedef struct { // result<http-response, string>
  u8 failed;
  union { struct { unsigned short status; headers headers; stored body; } ok; bytes error; } u;
} http_outcome;
_Static_assert(sizeof(http_outcome) == 28, "the layout that the canonical ABI prescribes");

IMPORT("http-client", "send-http") void send_http(u8 *method, u32 method_length, u8 *uri, u32 uri_length, header *headers,
                                                  u32 headers_length, u32 present, u8 *body, u32 body_length, http_outcome *to);

static outcome *init(optional state, bytes id) { return keep(state); }

static outcome *handle_send(optional state, bytes message) { return keep(state); }

static bytes fetch(bytes rest) {
  bytes line = take(&rest, '\n');
  bytes method = take(&line, ' ');
  header *given = allocate(4, 1000 * sizeof *given);
  u32 count = 0;
  u32 present = 0;
  while (rest.length && count < 1000) {
    bytes value = take(&rest, '\n');
    if (!value.length) {
      present = 1;
      break;
    }
    bytes name = take(&value, ':');
    if (value.length && *value.at == ' ') value = (bytes){value.at + 1, value.length - 1};
    // "\r" stands for the byte, which no test could send in a line of its own
    for (u32 i = 0; i + 1 < value.length; i++) {
      if (value.at[i] == '\\' && value.at[i + 1] == 'r') value.at[i] = '\r', value.at[i + 1] = '\n';
    }
    given[count++] = (header){name, value};
  }
  http_outcome *result = allocate(4, sizeof *result);
  send_http(method.at, method.length, line.at, line.length, given, count, present, rest.at, rest.length, result);
  if (result->failed) return join(text("err: "), result->u.error);
  bytes answer = join(decimal(result->u.ok.status), text("\n"));
  for (u32 i = 0; i < result->u.ok.headers.length; i++) {
    header one = result->u.ok.headers.at[i];
    answer = join(join(answer, one.name), join(text(": "), join(one.value, text("\n"))));
  }
  stored body = result->u.ok.body;
  return body.present ? join(answer, join(text("\n"), body.value)) : answer;
}

static reply_outcome *handle_request(optional state, bytes message) { return reply(state, some(fetch(message))); }
