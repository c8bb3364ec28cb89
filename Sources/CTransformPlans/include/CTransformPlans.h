// Plans for the transforms of fields that were measured once, as FFTW's wisdom.
//
// A plan decides the order of additions, so that it decides the last bits of a field. Shipping the
// plans gives everyone the same ones; measuring them anew gives each machine others.
#pragma once

/// The wisdom of table 1: FFTW 3.3.10 with SSE2 and AVX codelets (Debian's build), measured on a
/// processor with AVX-512. Other builds of FFTW do not accept it.
const char *clausius_transform_plans_1(void);
