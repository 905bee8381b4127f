/* Common part of the test modules in front of another module, MODULE: its list of functions, and the test module's own. */
#include <dlfcn.h>

typedef unsigned long CK_RV;
/* Index of C_GetFunctionList, and length of the list. Each test module defines the other indexes that it needs. */
enum { GET_FUNCTION_LIST = 3, FUNCTIONS = 68 };

/* CK_FUNCTION_LIST: a version in two bytes, then a pointer to each function in the order of the standard. */
struct list {
  unsigned char version[8];
  void *function[FUNCTIONS];
};

static struct list *theirs, ours;

/* Replaces functions of the other module in the list with functions of the test module. */
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
