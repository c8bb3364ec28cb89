// The page that shows runs: its files as they are in the tree, held by the program.
#pragma once
#include <stddef.h>

/// A file of the page; `bytes` is NULL behind the last one.
struct clausius_page_file {
  const char *name;
  const unsigned char *bytes;
  size_t count;
};

/// The files of the page, the parts of its script in their order.
const struct clausius_page_file *clausius_page_files(void);
