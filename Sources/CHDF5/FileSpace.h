// The operating system's part of writing a file safely: calls that Swift does not see on every
// system.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__linux__)
#include <linux/falloc.h>
#include <sys/syscall.h>
#endif

/// Reserves room on the disk for the bytes from `start` to `end` of a file without changing its
/// size.
///
/// Returns 0 if the room is there or the file system cannot reserve, else the system's error
/// number: ENOSPC, EDQUOT, or EFBIG where the largest file size that this process may write would
/// be passed.
static inline int chdf5_reserve(int descriptor, long long start, long long end) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
      (unsigned long long)end > (unsigned long long)limit.rlim_cur)
    return EFBIG;
  int status = 0;
#if defined(__linux__)
  status = (int)syscall(
      SYS_fallocate, descriptor, FALLOC_FL_KEEP_SIZE, (off_t)start, (off_t)(end - start));
#elif defined(__APPLE__)
  (void)start;
  struct stat information;
  if (fstat(descriptor, &information) == 0 && end > information.st_size) {
    fstore_t store = {F_ALLOCATEALL, F_PEOFPOSMODE, 0, (off_t)end - information.st_size, 0};
    status = fcntl(descriptor, F_PREALLOCATE, &store);
  }
#else
  (void)descriptor;
  (void)start;
#endif
  if (status == 0) return 0;
  return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? errno : 0;
}

/// A new descriptor of a file without a name, in memory where the system can: what is written there
/// is lost.
static inline int chdf5_open_sink(void) {
#if defined(__linux__)
  int descriptor = (int)syscall(SYS_memfd_create, "sink", 1u);
  if (descriptor >= 0) return descriptor;
#endif
  FILE *file = tmpfile();
  if (file == NULL) return -1;
  int copy = dup(fileno(file));
  fclose(file);
  return copy;
}
