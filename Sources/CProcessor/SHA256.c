#include "CProcessor.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

bool clausius_has_sha256(void) {
  unsigned a, b, c, d;
  if (clausius_processor_level() < 2 || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
  return b & (1u << 29);
}

// The instructions keep the state as two halves, A B E F and C D G H, and do two rounds at a time
// (Intel, "SHA Extensions", 2013).
typedef struct {
  __m128i abef, cdgh, w[4];
} hash_state;

#define SHA static inline __attribute__((target("sha,sse4.1"), always_inline))

SHA hash_state load(const uint32_t state[8]) {
  const __m128i first = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xb1);
  const __m128i second = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1b);
  return (hash_state){
      .abef = _mm_alignr_epi8(first, second, 8), .cdgh = _mm_blend_epi16(second, first, 0xf0)};
}

SHA void store(uint32_t state[8], const hash_state *hash) {
  const __m128i first = _mm_shuffle_epi32(hash->abef, 0x1b);
  const __m128i second = _mm_shuffle_epi32(hash->cdgh, 0xb1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(first, second, 0xf0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(second, first, 8));
}

SHA void load_words(hash_state *hash, const uint8_t *bytes) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  for (int i = 0; i < 4; i++)
    hash->w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * i)), swap);
}

/// Rounds 4 i to 4 i + 3.
SHA void four_rounds(hash_state *hash, int i, const uint32_t constants[64]) {
  __m128i *w = hash->w;
  if (i >= 4) {
    __m128i sum = _mm_sha256msg1_epu32(w[i & 3], w[(i + 1) & 3]);
    sum = _mm_add_epi32(sum, _mm_alignr_epi8(w[(i + 3) & 3], w[(i + 2) & 3], 4));
    w[i & 3] = _mm_sha256msg2_epu32(sum, w[(i + 3) & 3]);
  }
  const __m128i term =
      _mm_add_epi32(w[i & 3], _mm_loadu_si128((const __m128i *)(constants + 4 * i)));
  hash->cdgh = _mm_sha256rnds2_epu32(hash->cdgh, hash->abef, term);
  hash->abef = _mm_sha256rnds2_epu32(hash->abef, hash->cdgh, _mm_shuffle_epi32(term, 0x0e));
}

SHA void add(hash_state *hash, const hash_state *before) {
  hash->abef = _mm_add_epi32(hash->abef, before->abef);
  hash->cdgh = _mm_add_epi32(hash->cdgh, before->cdgh);
}

__attribute__((target("sha,sse4.1"))) void clausius_sha256_blocks(
    uint32_t state[8], const uint8_t *bytes, size_t blocks, const uint32_t constants[64]) {
  hash_state hash = load(state);
  for (; blocks > 0; blocks--, bytes += 64) {
    const hash_state before = hash;
    load_words(&hash, bytes);
#pragma unroll
    for (int i = 0; i < 16; i++) four_rounds(&hash, i, constants);
    add(&hash, &before);
  }
  store(state, &hash);
}

__attribute__((target("sha,sse4.1"))) void clausius_sha256_blocks_of_two(
    uint32_t first_state[8], const uint8_t *first, uint32_t second_state[8], const uint8_t *second,
    size_t blocks, const uint32_t constants[64]) {
  hash_state one = load(first_state), two = load(second_state);
  for (; blocks > 0; blocks--, first += 64, second += 64) {
    const hash_state one_before = one, two_before = two;
    load_words(&one, first);
    load_words(&two, second);
#pragma unroll
    for (int i = 0; i < 16; i++) {
      four_rounds(&one, i, constants);
      four_rounds(&two, i, constants);
    }
    add(&one, &one_before);
    add(&two, &two_before);
  }
  store(first_state, &one);
  store(second_state, &two);
}

#else

bool clausius_has_sha256(void) { return false; }

void clausius_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks, const uint32_t constants[64]) {}

void clausius_sha256_blocks_of_two(
    uint32_t first_state[8], const uint8_t *first, uint32_t second_state[8], const uint8_t *second,
    size_t blocks, const uint32_t constants[64]) {}

#endif
