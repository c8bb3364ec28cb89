// HDF5 for Swift. Swift does not import C macros that expand to function calls or casts, and HDF5's
// types, property list classes and flags are such macros: each one that is used appears here as a
// function. Functions whose signature changed between HDF5 1.10, 1.12, 1.14 and 2.0 are called here
// too, so that Swift sees one signature.
#pragma once
#include <hdf5.h>
#include <hdf5_hl.h>
#include <stdbool.h>
#include <string.h>

#if !H5_VERSION_GE(1, 10, 0)
#error "HDF5 1.10 or later is needed"
#endif

// MARK: - Types

static inline hid_t chdf5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t chdf5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t chdf5_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t chdf5_native_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t chdf5_native_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t chdf5_c_string(void) { return H5T_C_S1; }
static inline size_t chdf5_variable_length(void) { return H5T_VARIABLE; }

/// The IEEE floating point type of 32 or 64 bits in the given byte order; negative for other
/// widths.
static inline hid_t chdf5_ieee_float(int bits, bool big_endian) {
  switch (bits) {
  case 32: return big_endian ? H5T_IEEE_F32BE : H5T_IEEE_F32LE;
  case 64: return big_endian ? H5T_IEEE_F64BE : H5T_IEEE_F64LE;
  default: return H5I_INVALID_HID;
  }
}

/// The standard integer type of 8, 16, 32 or 64 bits in the given byte order; negative for other
/// widths.
static inline hid_t chdf5_integer(int bits, bool is_signed, bool big_endian) {
  switch (bits) {
  case 8: return is_signed ? H5T_STD_I8LE : H5T_STD_U8LE;
  case 16:
    return is_signed ? (big_endian ? H5T_STD_I16BE : H5T_STD_I16LE)
                     : (big_endian ? H5T_STD_U16BE : H5T_STD_U16LE);
  case 32:
    return is_signed ? (big_endian ? H5T_STD_I32BE : H5T_STD_I32LE)
                     : (big_endian ? H5T_STD_U32BE : H5T_STD_U32LE);
  case 64:
    return is_signed ? (big_endian ? H5T_STD_I64BE : H5T_STD_I64LE)
                     : (big_endian ? H5T_STD_U64BE : H5T_STD_U64LE);
  default: return H5I_INVALID_HID;
  }
}

// MARK: - Property lists

static inline hid_t chdf5_default(void) { return H5P_DEFAULT; }
static inline hid_t chdf5_file_access_class(void) { return H5P_FILE_ACCESS; }
static inline hid_t chdf5_dataset_creation_class(void) { return H5P_DATASET_CREATE; }
static inline hid_t chdf5_group_creation_class(void) { return H5P_GROUP_CREATE; }
static inline hid_t chdf5_link_creation_class(void) { return H5P_LINK_CREATE; }
static inline hid_t chdf5_dataset_transfer_class(void) { return H5P_DATASET_XFER; }

/// Makes the stated end of an open file that of the file itself, where that is later.
static inline herr_t chdf5_state_whole_length(hid_t file) {
#if H5_VERSION_GE(1, 10, 2)
  haddr_t stated = 0;
  hsize_t size = 0;
  if (H5Fget_eoa(file, &stated) < 0 || H5Fget_filesize(file, &size) < 0) return -1;
  return size > stated ? H5Fincrement_filesize(file, 0) : 0;
#else
  (void)file;
  return 0;
#endif
}

/// Makes files that are opened with the properties `access` lose the mark of a killed writer.
static inline herr_t chdf5_clear_writer_mark(hid_t access) {
  hbool_t clear = 1;
  return H5Pset(access, "clear_status_flags", &clear);
}

/// Sets file locking where this HDF5 can (1.10.7, 1.12.1, or later); does nothing elsewhere.
static inline herr_t chdf5_set_file_locking(hid_t access, bool use_locking) {
#if H5_VERSION_GE(1, 12, 1) || (H5_VERSION_GE(1, 10, 7) && !H5_VERSION_GE(1, 12, 0))
  return H5Pset_file_locking(access, use_locking, true);
#else
  (void)access;
  (void)use_locking;
  return 0;
#endif
}

/// Refuses conversions to an integer that would lose the value; lets everything else pass.
static inline H5T_conv_ret_t chdf5_refuse_loss(
    H5T_conv_except_t kind, hid_t source, hid_t destination, void *from, void *to, void *context) {
  (void)source;
  (void)destination;
  (void)from;
  (void)to;
  (void)context;
  return kind == H5T_CONV_EXCEPT_PRECISION ? H5T_CONV_UNHANDLED : H5T_CONV_ABORT;
}

/// Makes reads with `transfer` fail where an integer would not hold the value of the file.
static inline herr_t chdf5_refuse_lossy_conversion(hid_t transfer) {
  return H5Pset_type_conv_cb(transfer, chdf5_refuse_loss, NULL);
}

// MARK: - Flags and constants

static inline unsigned chdf5_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned chdf5_read_write(void) { return H5F_ACC_RDWR; }
static inline unsigned chdf5_truncate(void) { return H5F_ACC_TRUNC; }
static inline unsigned chdf5_exclusive(void) { return H5F_ACC_EXCL; }
static inline unsigned chdf5_create(void) { return H5F_ACC_CREAT; }
static inline unsigned chdf5_every_object(void) { return H5F_OBJ_ALL; }
static inline H5F_libver_t chdf5_latest_format(void) { return H5F_LIBVER_LATEST; }
static inline hsize_t chdf5_unlimited(void) { return H5S_UNLIMITED; }
static inline hid_t chdf5_whole_space(void) { return H5S_ALL; }
static inline hid_t chdf5_every_file(void) { return (hid_t)H5F_OBJ_ALL; }
static inline int chdf5_maximum_rank(void) { return H5S_MAX_RANK; }

// MARK: - Errors

/// Switches off printing of the error stack to the terminal, for the calling thread.
static inline herr_t chdf5_silence(void) { return H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

/// Visits the error stack, the innermost error first.
static inline herr_t chdf5_walk_errors(H5E_walk2_t visit, void *context) {
  return H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visit, context);
}

static inline herr_t chdf5_clear_errors(void) { return H5Eclear2(H5E_DEFAULT); }

// MARK: - Functions whose signature differs between versions

/// Gives back the memory of variable-length values that a read allocated.
static inline herr_t chdf5_reclaim(hid_t type, hid_t space, void *buffer) {
#if H5_VERSION_GE(1, 12, 0)
  return H5Treclaim(type, space, H5P_DEFAULT, buffer);
#else
  return H5Dvlen_reclaim(type, space, H5P_DEFAULT, buffer);
#endif
}

/// The kind of link called `name`: H5L_TYPE_HARD, _SOFT, _EXTERNAL; H5L_TYPE_ERROR on failure.
static inline H5L_type_t chdf5_link_type(hid_t location, const char *name) {
#if H5_VERSION_GE(1, 12, 0)
  H5L_info2_t info;
  if (H5Lget_info2(location, name, &info, H5P_DEFAULT) < 0) return H5L_TYPE_ERROR;
#else
  H5L_info_t info;
  if (H5Lget_info(location, name, &info, H5P_DEFAULT) < 0) return H5L_TYPE_ERROR;
#endif
  return info.type;
}

/// What tells an object from all others, whatever its names: the number of its open file, and its
/// place there.
static inline herr_t chdf5_object_identity(hid_t object, unsigned long *file, unsigned long long *place) {
#if H5_VERSION_GE(1, 12, 0)
  H5O_info2_t info;
  if (H5Oget_info3(object, &info, H5O_INFO_BASIC) < 0) return -1;
  *place = 0;
  memcpy(place, &info.token, sizeof *place);
#elif H5_VERSION_GE(1, 10, 3)
  H5O_info_t info;
  if (H5Oget_info2(object, &info, H5O_INFO_BASIC) < 0) return -1;
  *place = info.addr;
#else
  H5O_info_t info;
  if (H5Oget_info(object, &info) < 0) return -1;
  *place = info.addr;
#endif
  *file = info.fileno;
  return 0;
}

/// The number of attributes of an object; negative on failure.
static inline long long chdf5_attribute_count(hid_t object) {
#if H5_VERSION_GE(1, 12, 0)
  H5O_info2_t info;
  if (H5Oget_info3(object, &info, H5O_INFO_NUM_ATTRS) < 0) return -1;
#elif H5_VERSION_GE(1, 10, 3)
  H5O_info_t info;
  if (H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS) < 0) return -1;
#else
  H5O_info_t info;
  if (H5Oget_info(object, &info) < 0) return -1;
#endif
  return (long long)info.num_attrs;
}
