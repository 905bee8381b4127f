/* NSS's softoken behind a module that tells it where its database is. It wants that as a text behind the flags of
 * C_Initialize's argument, where the standard has a pointer that is reserved; p11-kit can give it too (`x-init-reserved`).
 */
#include <dlfcn.h>
#include <string.h>

typedef unsigned long CK_RV;
enum { INITIALIZE = 0, GET_FUNCTION_LIST = 3, FUNCTIONS = 68 };

/* CK_FUNCTION_LIST: a version in two bytes, then a pointer for each function in the order of the standard. */
struct list {
  unsigned char version[8];
  void *function[FUNCTIONS];
};

/* CK_C_INITIALIZE_ARGS as NSS has it. */
struct arguments {
  void *mutexes[4];
  unsigned long flags;
  const char *parameters;
  void *reserved;
};

static struct list *theirs, ours;

static CK_RV initialize(void *given) {
  struct arguments arguments = {{0}, 0, PARAMETERS, 0};
  if (given) arguments.flags = ((struct arguments *)given)->flags;
  return ((CK_RV (*)(void *))theirs->function[INITIALIZE])(&arguments);
}

CK_RV C_GetFunctionList(struct list **list) {
  void *module = dlopen(MODULE, RTLD_NOW | RTLD_LOCAL);
  if (!module) return 5;
  CK_RV (*get)(struct list **) = (CK_RV (*)(struct list **))dlsym(module, "C_GetFunctionList");
  CK_RV code = get ? get(&theirs) : 5;
  if (code) return code;
  ours = *theirs;
  ours.function[INITIALIZE] = (void *)initialize;
  ours.function[GET_FUNCTION_LIST] = (void *)C_GetFunctionList;
  *list = &ours;
  return 0;
}
