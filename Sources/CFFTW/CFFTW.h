// FFTW 3, the transforms behind the files of ours that name it.
#pragma once
#include <fftw3.h>

/// The version and the instruction sets of this build of FFTW, such as "fftw-3.3.10-sse2-avx".
static inline const char *clausius_fftw_version(void) { return fftw_version; }
