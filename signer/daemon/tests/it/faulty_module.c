/* A module in front of SoftHSM2 that fails on request. CONTROL names a file with the request: two numbers and a word.
 *
 *   CODE SKIP once      after SKIP signatures the next one fails with this CKR_ code (hexadecimal)
 *   CODE SKIP module    after SKIP signatures they all fail, and so does the list of slots, until C_Initialize
 *   CODE SKIP process   as `module`, and C_Initialize does not end the failure
 *   CODE SKIP hang      after SKIP signatures the next one does not return
 *   CODE SKIP crash     after SKIP signatures the next one ends the process
 *   0 SKIP flip         after SKIP signatures the next one has a wrong bit in its second half
 */
#include "wrapped.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INITIALIZE = 0, GET_SLOT_LIST = 4, SIGN = 43 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned made;
static int failing;
static __thread int flips;

/* The code to fail with, or 0. A call for a signature's bytes counts, a call for its length does not. */
static CK_RV fault(int signature) {
  unsigned long code = 0;
  unsigned skip = 0;
  char how[16] = "";
  FILE *control = fopen(CONTROL, "r");
  if (!control) return 0;
  int read = fscanf(control, "%lx %u %15s", &code, &skip, how);
  fclose(control);
  if (read != 3) return 0;
  pthread_mutex_lock(&lock);
  if (signature && made++ == skip) {
    if (!strcmp(how, "hang")) pthread_mutex_lock(&lock);
    if (!strcmp(how, "crash")) abort();
    flips = !strcmp(how, "flip");
    failing = strcmp(how, "once") != 0;
    pthread_mutex_unlock(&lock);
    return code;
  }
  pthread_mutex_unlock(&lock);
  return failing ? code : 0;
}

static CK_RV initialize(void *arguments) {
  FILE *control = fopen(CONTROL, "r");
  char how[16] = "";
  if (control) {
    if (fscanf(control, "%*x %*u %15s", how) != 1) how[0] = 0;
    fclose(control);
  }
  if (strcmp(how, "process")) failing = 0;
  return ((CK_RV (*)(void *))theirs->function[INITIALIZE])(arguments);
}

static CK_RV get_slot_list(unsigned char present, unsigned long *slots, unsigned long *count) {
  CK_RV code = fault(0);
  if (code) return code;
  return ((CK_RV (*)(unsigned char, unsigned long *, unsigned long *))theirs->function[GET_SLOT_LIST])(present, slots, count);
}

static CK_RV sign(unsigned long session, unsigned char *data, unsigned long length, unsigned char *signature, unsigned long *room) {
  CK_RV code = signature ? fault(1) : 0;
  if (code) return code;
  code = ((CK_RV (*)(unsigned long, unsigned char *, unsigned long, unsigned char *, unsigned long *))theirs->function[SIGN])(session, data, length, signature, room);
  if (signature && flips) signature[40] ^= 1;
  flips = 0;
  return code;
}

static void replace(void) {
  ours.function[INITIALIZE] = (void *)initialize;
  ours.function[GET_SLOT_LIST] = (void *)get_slot_list;
  ours.function[SIGN] = (void *)sign;
}
