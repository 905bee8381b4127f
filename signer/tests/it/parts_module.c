/* SoftHSM2 behind a module that takes what is signed in parts, for every mechanism, as OpenSC's does. */
#include <dlfcn.h>
#include <string.h>

typedef unsigned long CK_RV;
enum { GET_FUNCTION_LIST = 3, SIGN = 43, SIGN_UPDATE = 44, SIGN_FINAL = 45, FUNCTIONS = 68, SESSIONS = 64, MOST = 256 };

/* CK_FUNCTION_LIST: a version in two bytes, then a pointer for each function in the order of the standard. */
struct list {
  unsigned char version[8];
  void *function[FUNCTIONS];
};

struct parts {
  unsigned char bytes[MOST];
  unsigned long length;
};

static struct list *theirs, ours;
static struct parts of_session[SESSIONS];

static CK_RV sign_update(unsigned long session, unsigned char *data, unsigned long length) {
  struct parts *parts = &of_session[session % SESSIONS];
  if (parts->length + length > MOST) return 0x21;
  memcpy(parts->bytes + parts->length, data, length);
  parts->length += length;
  return 0;
}

static CK_RV sign_final(unsigned long session, unsigned char *signature, unsigned long *room) {
  struct parts *parts = &of_session[session % SESSIONS];
  CK_RV code = ((CK_RV (*)(unsigned long, unsigned char *, unsigned long, unsigned char *, unsigned long *))theirs->function[SIGN])(
      session, parts->bytes, parts->length, signature, room);
  if (code || signature) parts->length = 0;
  return code;
}

CK_RV C_GetFunctionList(struct list **list) {
  void *module = dlopen(MODULE, RTLD_NOW | RTLD_LOCAL);
  if (!module) return 5;
  CK_RV (*get)(struct list **) = (CK_RV (*)(struct list **))dlsym(module, "C_GetFunctionList");
  CK_RV code = get ? get(&theirs) : 5;
  if (code) return code;
  ours = *theirs;
  ours.function[GET_FUNCTION_LIST] = (void *)C_GetFunctionList;
  ours.function[SIGN_UPDATE] = (void *)sign_update;
  ours.function[SIGN_FINAL] = (void *)sign_final;
  *list = &ours;
  return 0;
}
