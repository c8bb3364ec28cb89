#include "CIsolation.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
extern char counters_begin[] __asm__("__start___sancov_cntrs") __attribute__((weak));
extern char counters_end[] __asm__("__stop___sancov_cntrs") __attribute__((weak));
#endif

void isolation_share_coverage(void) {
#if defined(__linux__)
  // Only whole pages: what else lies on the first and the last stays private to each process.
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t begin = ((uintptr_t)counters_begin + page - 1) & ~(page - 1);
  uintptr_t end = (uintptr_t)counters_end & ~(page - 1);
  if (counters_begin == NULL || begin >= end) return;
  void *kept = mmap(NULL, end - begin, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (kept == MAP_FAILED) return;
  memcpy(kept, (void *)begin, end - begin);
  mmap((void *)begin, end - begin, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED,
       -1, 0);
  memcpy((void *)begin, kept, end - begin);
  munmap(kept, end - begin);
#endif
}

// A verb that listens to the request to end, as `resume` does, has gone on for long enough.
static void ask_for_the_end(int number) {
  struct sigaction listening;
  if (sigaction(SIGTERM, NULL, &listening) == 0 && listening.sa_handler != SIG_DFL) raise(SIGTERM);
}

static void enter(int errors, unsigned seconds) {
  // The handlers of libFuzzer belong to the parent.
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  int nowhere = open("/dev/null", O_RDWR);
  dup2(nowhere, STDOUT_FILENO);
  dup2(errors, STDERR_FILENO);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  struct rlimit room = {4ull << 30, 4ull << 30};
  setrlimit(RLIMIT_DATA, &room);
  struct rlimit computing = {seconds, seconds + 1};
  setrlimit(RLIMIT_CPU, &computing);
  // Time of computing, not of the clock: a busy machine must not cut a verb off earlier.
  signal(SIGPROF, ask_for_the_end);
  struct itimerval soon = {{0, 15000}, {0, 15000}};
  setitimer(ITIMER_PROF, &soon, NULL);
}

struct isolation_outcome isolation_run(int (*body)(void), int errors, unsigned seconds) {
  struct isolation_outcome outcome = {-1, 0, 0};
  pid_t child = fork();
  if (child == 0) {
    enter(errors, seconds);
    _exit(body());
  }
  int status = 0;
  struct rusage usage;
  if (child < 0) return outcome;
  // The timer of libFuzzer interrupts the waiting.
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) return outcome;
  }
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
#if defined(__linux__)
  outcome.memory = usage.ru_maxrss * 1024ll;
#else
  outcome.memory = usage.ru_maxrss;
#endif
  return outcome;
}
