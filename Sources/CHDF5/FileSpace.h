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
#include <linux/fs.h>
#include <sys/ioctl.h>
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

/// Renames a file, and fails with EEXIST where the new name is taken; returns 0 or the system's
/// error number.
static inline int chdf5_rename_to_new(const char *from, const char *to) {
#if defined(__linux__) && defined(SYS_renameat2)
  if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
#elif defined(__APPLE__)
  if (renamex_np(from, to, RENAME_EXCL) == 0) return 0;
  if (errno != ENOTSUP && errno != EINVAL) return errno;
#endif
  // A file system that cannot do it in one call: a second name, then one less.
  if (link(from, to) == 0) return unlink(from) == 0 ? 0 : errno;
  if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS && errno != EOPNOTSUPP) return errno;
  if (access(to, F_OK) == 0) return EEXIST;
  return rename(from, to) == 0 ? 0 : errno;
}

/// Makes the empty file `to` share all blocks of `from`; returns 0 where the file system can.
static inline int chdf5_share_blocks(int from, int to) {
#if defined(__linux__) && defined(FICLONE)
  return ioctl(to, FICLONE, from);
#else
  (void)from;
  (void)to;
  return -1;
#endif
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
