// Faults for a program that reads and writes files: kill it at its N-th write, fail its writes from
// the N-th on, fail one of its reads, or record all writes. Preloaded into it (LD_PRELOAD).
//
//   FAULT_AT=N FAULT_DO=kill|ENOSPC|EIO|EDQUOT|EROFS   at which call, and what happens there
//   FAULT_READ=N FAULT_DO=EIO|ESTALE|EMFILE|EACCES     which read fails, and how
//   FAULT_ONCE=1        only that call fails, later ones succeed
//   FAULT_TORN=1        the write at which it is killed puts down its first half
//   FAULT_COUNT=file    writes the numbers of calls and of reads there at the end
//   FAULT_RECORD=file   records every call there, with its bytes
//
// A call is one of pwrite, ftruncate, rename, link, unlink, fsync, fallocate, mkdir, a write into a
// plain file, and an opening that may make a file. A read is one of pread; an opening that makes no
// file, of the folder at hand; a look at a name there (stat, lstat, fstatat).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls, reads;
static long fault_at, fault_read;
static int fault_error; // 0 kills
static int is_torn;
static int is_once;
static const char *count_path;
static FILE *record;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define NEXT(name)                        \
  static __typeof__(&name) next;          \
  if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("FAULT_AT"), *what = getenv("FAULT_DO"), *path = getenv("FAULT_RECORD");
  const char *read = getenv("FAULT_READ");
  fault_at = at ? atol(at) : 0;
  fault_read = read ? atol(read) : 0;
  fault_error = !what                      ? 0
                : !strcmp(what, "ESTALE") ? ESTALE
                : !strcmp(what, "EMFILE") ? EMFILE
                : !strcmp(what, "EACCES") ? EACCES
                : !strcmp(what, "ENOSPC") ? ENOSPC
                : !strcmp(what, "EIO")    ? EIO
                : !strcmp(what, "EDQUOT") ? EDQUOT
                : !strcmp(what, "EROFS")  ? EROFS
                                          : 0;
  is_torn = getenv("FAULT_TORN") != NULL;
  is_once = getenv("FAULT_ONCE") != NULL;
  count_path = getenv("FAULT_COUNT");
  if (path) record = fopen(path, "w");
}

__attribute__((destructor)) static void end(void) {
  if (record) fclose(record);
  FILE *file = count_path ? fopen(count_path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld %ld\n", (long)calls, (long)reads);
  fclose(file);
}

/// Counts a call: 0 lets it happen, 1 makes it fail, 2 is the call at which the process dies.
static int fault(void) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (!fault_at || number < fault_at || (is_once && number > fault_at)) return 0;
  if (fault_error) {
    errno = fault_error;
    return 1;
  }
  return number == fault_at ? 2 : 0;
}

/// Counts a read: whether it fails.
static int fails_to_read(void) {
  long number = atomic_fetch_add(&reads, 1) + 1;
  if (number != fault_read) return 0;
  errno = fault_error;
  return 1;
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// MARK: - Recording: op, inode, offset, length, bytes or path

static unsigned long inode(int descriptor) {
  struct stat information;
  return fstat(descriptor, &information) == 0 && S_ISREG(information.st_mode)
             ? information.st_ino
             : 0;
}

static unsigned long inode_at(const char *path) {
  static int (*next)(const char *, struct stat *);
  if (!next) next = (int (*)(const char *, struct stat *))dlsym(RTLD_NEXT, "stat");
  struct stat information;
  return next(path, &information) == 0 ? information.st_ino : 0;
}

static void note(char op, unsigned long file, long offset, const void *bytes, size_t length) {
  if (!record) return;
  pthread_mutex_lock(&mutex);
  unsigned long head[3] = {file, (unsigned long)offset, length};
  fputc(op, record);
  fwrite(head, sizeof head, 1, record);
  if (bytes) fwrite(bytes, 1, length, record);
  pthread_mutex_unlock(&mutex);
}

static void note_names(char op, unsigned long file, const char *from, const char *to) {
  if (!record) return;
  char names[2 * PATH_MAX];
  int length = snprintf(names, sizeof names, "%s\n%s", from, to ? to : "");
  note(op, file, 0, names, (size_t)length);
}

static void note_opening(const char *path, int flags, int descriptor, int existed) {
  if (descriptor < 0 || (flags & O_ACCMODE) == O_RDONLY || !inode(descriptor)) return;
  if (!existed || (flags & O_TRUNC)) note_names(existed ? 'T' : 'C', inode(descriptor), path, NULL);
}

#define OPENING(name)                                                  \
  int name(const char *path, int flags, ...) {                         \
    NEXT(name);                                                        \
    va_list arguments;                                                 \
    va_start(arguments, flags);                                        \
    mode_t mode = (flags & O_CREAT) ? va_arg(arguments, mode_t) : 0;   \
    va_end(arguments);                                                 \
    int what = (flags & O_CREAT) ? fault() : 0;                        \
    if (what == 1) return -1;                                          \
    if (what == 2) die();                                              \
    if (!(flags & O_CREAT) && path[0] != '/' && fails_to_read()) return -1; \
    int existed = record ? inode_at(path) != 0 : 0;                    \
    int descriptor = next(path, flags, mode);                          \
    if (record) note_opening(path, flags, descriptor, existed);        \
    return descriptor;                                                 \
  }
OPENING(open)
OPENING(open64)

// MARK: - The calls

#define WRITING(name, offset_type)                                                       \
  ssize_t name(int descriptor, const void *bytes, size_t size, offset_type offset) {     \
    NEXT(name);                                                                          \
    int what = fault();                                                                  \
    if (what == 1) return -1;                                                            \
    if (what == 2) {                                                                     \
      if (is_torn) next(descriptor, bytes, size / 2, offset);                            \
      die();                                                                             \
    }                                                                                    \
    ssize_t done = next(descriptor, bytes, size, offset);                                \
    if (done > 0) note('W', inode(descriptor), (long)offset, bytes, (size_t)done);       \
    return done;                                                                         \
  }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

#define READING(name, offset_type)                                                   \
  ssize_t name(int descriptor, void *bytes, size_t size, offset_type offset) {       \
    NEXT(name);                                                                      \
    return fails_to_read() ? -1 : next(descriptor, bytes, size, offset);             \
  }
READING(pread, off_t)
READING(pread64, off64_t)

#define LOOKING(name, parameters, arguments)                             \
  int name parameters {                                                  \
    NEXT(name);                                                          \
    return path[0] != '/' && fails_to_read() ? -1 : next arguments;      \
  }
LOOKING(stat, (const char *path, struct stat *found), (path, found))
LOOKING(stat64, (const char *path, struct stat64 *found), (path, found))
LOOKING(lstat, (const char *path, struct stat *found), (path, found))
LOOKING(lstat64, (const char *path, struct stat64 *found), (path, found))
LOOKING(fstatat, (int folder, const char *path, struct stat *found, int flags),
        (folder, path, found, flags))
LOOKING(fstatat64, (int folder, const char *path, struct stat64 *found, int flags),
        (folder, path, found, flags))

#define CALL(name, parameters, arguments, after) \
  int name parameters {                          \
    NEXT(name);                                  \
    int what = fault();                          \
    if (what == 1) return -1;                    \
    if (what == 2) die();                        \
    int status = next arguments;                 \
    if (status == 0) after;                      \
    return status;                               \
  }
ssize_t write(int descriptor, const void *bytes, size_t size) {
  NEXT(write);
  if (!inode(descriptor)) return next(descriptor, bytes, size);
  int what = fault();
  if (what == 1) return -1;
  if (what == 2) {
    if (is_torn) next(descriptor, bytes, size / 2);
    die();
  }
  ssize_t done = next(descriptor, bytes, size);
  if (done > 0)
    note('W', inode(descriptor), lseek(descriptor, 0, SEEK_CUR) - done, bytes, (size_t)done);
  return done;
}

CALL(mkdir, (const char *path, mode_t mode), (path, mode), (void)0)
CALL(ftruncate, (int descriptor, off_t size), (descriptor, size),
     note('S', inode(descriptor), (long)size, NULL, 0))
CALL(ftruncate64, (int descriptor, off64_t size), (descriptor, size),
     note('S', inode(descriptor), (long)size, NULL, 0))
CALL(fsync, (int descriptor), (descriptor), note('F', inode(descriptor), 0, NULL, 0))
CALL(fdatasync, (int descriptor), (descriptor), note('F', inode(descriptor), 0, NULL, 0))
CALL(rename, (const char *from, const char *to), (from, to),
     note_names('R', inode_at(to), from, to))
CALL(link, (const char *from, const char *to), (from, to), note_names('L', inode_at(to), from, to))
CALL(unlink, (const char *path), (path), note_names('U', 0, path, NULL))
CALL(fallocate, (int descriptor, int mode, off_t start, off_t size),
     (descriptor, mode, start, size), (void)0)
CALL(fallocate64, (int descriptor, int mode, off64_t start, off64_t size),
     (descriptor, mode, start, size), (void)0)

// Calls without a function of their own: a rename that replaces nothing, and room on the disk.
long syscall(long number, ...) {
  static long (*next)(long, ...);
  if (!next) next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  long a[6];
  va_list arguments;
  va_start(arguments, number);
  for (int k = 0; k < 6; k++) a[k] = va_arg(arguments, long);
  va_end(arguments);
  int is_rename = number == SYS_renameat2;
  if (is_rename || number == SYS_fallocate) {
    int what = fault();
    if (what == 1) return -1;
    if (what == 2) die();
  }
  long status = next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  if (is_rename && status == 0)
    note_names('R', inode_at((const char *)a[3]), (const char *)a[1], (const char *)a[3]);
  return status;
}
