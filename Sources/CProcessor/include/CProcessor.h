// What Swift cannot ask of the processor itself.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The x86-64 level that this processor and its operating system support: 1 (baseline), 2, 3 (AVX2,
/// FMA) or 4 (AVX-512).
/// On other architectures 1.
int clausius_processor_level(void);

/// Tells the processor that the caller is spinning, so that it saves power and leaves the other
/// thread its share.
static inline void clausius_spin_hint(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

/// Whether this processor has instructions for SHA-256 that the function below uses.
bool clausius_has_sha256(void);

/// Takes whole blocks of 64 bytes into the state of SHA-256; only where `clausius_has_sha256` says
/// so.
void clausius_sha256_blocks(
    uint32_t state[8], const uint8_t *bytes, size_t blocks, const uint32_t constants[64]);

/// Takes as many blocks into each of two states: the processor works on one while it waits for the
/// other.
void clausius_sha256_blocks_of_two(
    uint32_t first_state[8], const uint8_t *first, uint32_t second_state[8], const uint8_t *second,
    size_t blocks, const uint32_t constants[64]);
