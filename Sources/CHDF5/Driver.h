// The frame of a file driver for HDF5 whose work is done elsewhere: HDF5 calls a driver through a
// table of functions whose
// layout changed in 1.14, and keeps for every open file a structure that begins with its own.
#pragma once
#include <hdf5.h>
#if H5_VERSION_GE(1, 14, 0)
#include <H5FDdevelop.h>
#endif
#include <stddef.h>
#include <stdlib.h>

/// What the driver does; a negative result is a failure.
typedef struct {
  /// Opens the file; returns its context, or NULL.
  void *(*open)(const char *path, unsigned flags, int durability, int *descriptor);
  int (*close)(void *context, haddr_t end);
  haddr_t (*size)(void *context);
  int (*read)(void *context, haddr_t address, size_t size, void *buffer);
  int (*write)(void *context, H5FD_mem_t kind, haddr_t address, size_t size, const void *bytes);
  int (*flush)(void *context, haddr_t end);
  int (*lock)(void *context, bool is_exclusive);
  int (*unlock)(void *context);
  /// Whether two contexts are of the same file: negative, 0 or positive, as memcmp.
  int (*compare)(void *first, void *second);
} chdf5_driver_work;

/// How the driver opens a file: part of HDF5's list of file access properties.
typedef struct {
  chdf5_driver_work work;
  int durability;
} chdf5_driver_options;

/// An open file of the driver: HDF5's part, then ours.
typedef struct {
  H5FD_t base;
  /// The end of the space that HDF5 has allocated.
  haddr_t end_of_allocation;
  chdf5_driver_work work;
  /// The object that does the work.
  void *context;
  /// The operating system's number for the file.
  int descriptor;
} chdf5_driver_file;

static inline chdf5_driver_file *chdf5_own(const H5FD_t *file) { return (chdf5_driver_file *)file; }

static H5FD_t *chdf5_driver_open(const char *path, unsigned flags, hid_t access, haddr_t maximum) {
  (void)maximum;
  const chdf5_driver_options *options = (const chdf5_driver_options *)H5Pget_driver_info(access);
  if (options == NULL) return NULL;
  chdf5_driver_file *file = (chdf5_driver_file *)calloc(1, sizeof(chdf5_driver_file));
  if (file == NULL) return NULL;
  file->work = options->work;
  file->context = file->work.open(path, flags, options->durability, &file->descriptor);
  if (file->context != NULL) return (H5FD_t *)file;
  free(file);
  return NULL;
}

static herr_t chdf5_driver_close(H5FD_t *file) {
  int status = chdf5_own(file)->work.close(chdf5_own(file)->context, chdf5_own(file)->end_of_allocation);
  free(file);
  return status;
}

static int chdf5_driver_compare(const H5FD_t *first, const H5FD_t *second) {
  return chdf5_own(first)->work.compare(chdf5_own(first)->context, chdf5_own(second)->context);
}

/// The features of HDF5's default driver, so that files are laid out alike; without the gathering
/// of neighboring metadata,
/// which would hide what a block is.
static herr_t chdf5_driver_query(const H5FD_t *file, unsigned long *flags) {
  (void)file;
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_DATA_SIEVE | H5FD_FEAT_AGGREGATE_SMALLDATA |
           H5FD_FEAT_POSIX_COMPAT_HANDLE | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  return 0;
}

static haddr_t chdf5_driver_allocation(const H5FD_t *file, H5FD_mem_t kind) {
  (void)kind;
  return chdf5_own(file)->end_of_allocation;
}

static herr_t chdf5_driver_allocate(H5FD_t *file, H5FD_mem_t kind, haddr_t end) {
  (void)kind;
  chdf5_own(file)->end_of_allocation = end;
  return 0;
}

static haddr_t chdf5_driver_size(const H5FD_t *file, H5FD_mem_t kind) {
  (void)kind;
  return chdf5_own(file)->work.size(chdf5_own(file)->context);
}

static herr_t chdf5_driver_handle(H5FD_t *file, hid_t access, void **handle) {
  (void)access;
  *handle = &chdf5_own(file)->descriptor;
  return 0;
}

static herr_t chdf5_driver_read(
    H5FD_t *file, H5FD_mem_t kind, hid_t transfer, haddr_t address, size_t size, void *buffer) {
  (void)kind;
  (void)transfer;
  return chdf5_own(file)->work.read(chdf5_own(file)->context, address, size, buffer);
}

static herr_t chdf5_driver_write(
    H5FD_t *file, H5FD_mem_t kind, hid_t transfer, haddr_t address, size_t size, const void *bytes) {
  (void)transfer;
  return chdf5_own(file)->work.write(chdf5_own(file)->context, kind, address, size, bytes);
}

/// HDF5 flushes once more while it closes, and writes after that: only the close itself counts
/// then.
static herr_t chdf5_driver_flush(H5FD_t *file, hid_t transfer, hbool_t is_closing) {
  (void)transfer;
  if (is_closing) return 0;
  return chdf5_own(file)->work.flush(chdf5_own(file)->context, chdf5_own(file)->end_of_allocation);
}

static herr_t chdf5_driver_truncate(H5FD_t *file, hid_t transfer, hbool_t is_closing) {
  (void)file;
  (void)transfer;
  (void)is_closing;
  return 0;
}

static herr_t chdf5_driver_lock(H5FD_t *file, hbool_t is_exclusive) {
  return chdf5_own(file)->work.lock(chdf5_own(file)->context, is_exclusive);
}

static herr_t chdf5_driver_unlock(H5FD_t *file) {
  return chdf5_own(file)->work.unlock(chdf5_own(file)->context);
}

/// Registers the driver; negative on failure.
static inline hid_t chdf5_register_driver(void) {
  static const H5FD_class_t driver = {
#if H5_VERSION_GE(1, 14, 0)
      .version = H5FD_CLASS_VERSION,
      // HDF5 keeps the numbers from 256 to 511 for applications that are not registered with it.
      .value = (H5FD_class_value_t)467,
#endif
      .name = "journal",
      .maxaddr = (((haddr_t)1) << 62),
      .fc_degree = H5F_CLOSE_STRONG,
      .fapl_size = sizeof(chdf5_driver_options),
      .open = chdf5_driver_open,
      .close = chdf5_driver_close,
      .cmp = chdf5_driver_compare,
      .query = chdf5_driver_query,
      .get_eoa = chdf5_driver_allocation,
      .set_eoa = chdf5_driver_allocate,
      .get_eof = chdf5_driver_size,
      .get_handle = chdf5_driver_handle,
      .read = chdf5_driver_read,
      .write = chdf5_driver_write,
      .flush = chdf5_driver_flush,
      .truncate = chdf5_driver_truncate,
      .lock = chdf5_driver_lock,
      .unlock = chdf5_driver_unlock,
      .fl_map = H5FD_FLMAP_DICHOTOMY,
  };
  return H5FDregister(&driver);
}

/// Makes files opened with `access` use the driver.
static inline herr_t chdf5_use_driver(
    hid_t access, hid_t driver, const chdf5_driver_work *work, int durability) {
  chdf5_driver_options options = {*work, durability};
  return H5Pset_driver(access, driver, &options);
}

/// The context of a file of the driver, from what H5Fget_vfd_handle gives.
static inline void *chdf5_driver_context(void *handle) {
  return ((chdf5_driver_file *)((char *)handle - offsetof(chdf5_driver_file, descriptor)))->context;
}

/// Puts an error of the operating system on HDF5's stack, in the words of HDF5's own drivers.
static inline void chdf5_push_system_error(const char *operation, int number) {
  H5Epush2(
      H5E_DEFAULT, __FILE__, "journal driver", __LINE__, H5E_ERR_CLS, H5E_VFL, H5E_WRITEERROR,
      "%s failed, errno = %d", operation, number);
}
