/* A module in front of SoftHSM2 that accepts messages in parts for every mechanism, as OpenSC's module does. */
#include "wrapped.h"
#include <string.h>

enum { SIGN = 43, SIGN_UPDATE = 44, SIGN_FINAL = 45, SESSIONS = 64, MOST = 256 };

struct parts {
  unsigned char bytes[MOST];
  unsigned long length;
};

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

static void replace(void) {
  ours.function[SIGN_UPDATE] = (void *)sign_update;
  ours.function[SIGN_FINAL] = (void *)sign_final;
}
