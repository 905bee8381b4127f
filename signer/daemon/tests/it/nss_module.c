/* A module in front of NSS's softoken that passes it the path of its database. Softoken expects this text after the
 * flags in C_Initialize's argument, where the standard has a reserved pointer. p11-kit can pass it too
 * (`x-init-reserved`).
 */
#include "wrapped.h"
#include <string.h>

enum { INITIALIZE = 0 };

/* CK_C_INITIALIZE_ARGS as NSS defines it. */
struct arguments {
  void *mutexes[4];
  unsigned long flags;
  const char *parameters;
  void *reserved;
};

static CK_RV initialize(void *given) {
  struct arguments arguments = {{0}, 0, PARAMETERS, 0};
  if (given) arguments.flags = ((struct arguments *)given)->flags;
  return ((CK_RV (*)(void *))theirs->function[INITIALIZE])(&arguments);
}

static void replace(void) {
  ours.function[INITIALIZE] = (void *)initialize;
}
