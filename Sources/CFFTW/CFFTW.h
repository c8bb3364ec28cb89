// FFTW 3, the transforms behind the one file of ours that names it.
#pragma once
#include <fftw3.h>
