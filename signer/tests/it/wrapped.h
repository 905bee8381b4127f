/* What a module of the tests has that stands in front of another one, MODULE: the other's functions, and its own list of them. */
#include <dlfcn.h>

typedef unsigned long CK_RV;
/* Places in the list; each module of the tests names those that it needs besides. */
enum { GET_FUNCTION_LIST = 3, FUNCTIONS = 68 };

/* CK_FUNCTION_LIST: a version in two bytes, then a pointer for each function in the order of the standard. */
struct list {
  unsigned char version[8];
  void *function[FUNCTIONS];
};

static struct list *theirs, ours;

/* Puts the functions of this module in the places of theirs. */
static void replace(void);

CK_RV C_GetFunctionList(struct list **list) {
  void *module = dlopen(MODULE, RTLD_NOW | RTLD_LOCAL);
  if (!module) return 5;
  CK_RV (*get)(struct list **) = (CK_RV (*)(struct list **))dlsym(module, "C_GetFunctionList");
  CK_RV code = get ? get(&theirs) : 5;
  if (code) return code;
  ours = *theirs;
  ours.function[GET_FUNCTION_LIST] = (void *)C_GetFunctionList;
  replace();
  *list = &ours;
  return 0;
}
