// What the benchmarks call: each function gives back what it was given. Memory is one arena that is emptied after every
// call. The stack of 1 MiB makes it 17 pages, as the toolchains of Rust and C++ do.
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

#define EXPORT(name) __attribute__((export_name(name), used))
#define CALLS "bench:guest/calls#"
#define AFTER(function) EXPORT("cabi_post_" CALLS function)

typedef struct { u8 *at; u32 length; } bytes;
typedef struct { u8 failed; union { struct { u8 present; bytes value; } state; bytes error; } u; } outcome;
typedef struct { u32 id; u64 at; double value; bytes name; } reading;
typedef struct { u8 tag; union { double circle; bytes text; struct { u32 width, height; } box; } u; } shape;
_Static_assert(sizeof(outcome) == 16 && sizeof(reading) == 32 && sizeof(shape) == 16, "the canonical ABI's layouts");

__attribute__((import_module("bench:guest/log"), import_name("write"))) void log_write(const char *at, u32 length);

extern u8 __heap_base;
static u8 *next = &__heap_base;

static void reset(void) { next = &__heap_base; }

static void *allocate(u32 alignment, u32 length) {
  u32 start = ((u32)next + alignment - 1) & ~(alignment - 1);
  u32 end = start + length;
  if (end < start) __builtin_trap();
  u32 size = __builtin_wasm_memory_size(0) * 65536u;
  if (end > size && __builtin_wasm_memory_grow(0, (end - size + 65535u) / 65536u) == (u32)-1) __builtin_trap();
  next = (u8 *)end;
  return (void *)start;
}

EXPORT("cabi_realloc") void *cabi_realloc(void *old, u32 old_length, u32 alignment, u32 length) {
  if (old) __builtin_trap(); // nothing asks for it
  return allocate(alignment, length);
}

EXPORT(CALLS "handle") outcome *handle(u32 present, u8 *state, u32 state_length, u8 *at, u32 length) {
  outcome *o = allocate(4, sizeof *o);
  o->failed = 0;
  o->u.state.present = 1;
  o->u.state.value = (bytes){at, length};
  return o;
}
AFTER("handle") void after_handle(void *result) { reset(); }

EXPORT(CALLS "echo-record") reading *echo_record(u32 id, u64 at, double value, u8 *name, u32 length) {
  reading *r = allocate(8, sizeof *r);
  *r = (reading){id, at, value, {name, length}};
  return r;
}
AFTER("echo-record") void after_record(void *result) { reset(); }

EXPORT(CALLS "echo-variant") shape *echo_variant(u32 tag, u64 first, u32 second) {
  shape *s = allocate(8, sizeof *s);
  s->tag = tag;
  if (tag == 1) s->u.circle = *(double *)&first;
  if (tag == 2) s->u.text = (bytes){(u8 *)(u32)first, second};
  if (tag == 3) s->u.box.width = (u32)first, s->u.box.height = second;
  return s;
}
AFTER("echo-variant") void after_variant(void *result) { reset(); }

EXPORT(CALLS "echo-list") bytes *echo_list(u8 *at, u32 length) {
  bytes *b = allocate(4, sizeof *b);
  *b = (bytes){at, length};
  return b;
}
AFTER("echo-list") void after_list(void *result) { reset(); }

static const char line[] = "A line of a hundred bytes, as long as a guest's message to the log of its host tends to be, or so: !";
_Static_assert(sizeof line == 101, "a hundred bytes");

EXPORT(CALLS "write") void write(u32 times) {
  while (times--) log_write(line, sizeof line - 1);
}
