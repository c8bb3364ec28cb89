// FFTW as a program of its own would call it.
#pragma once
#include <fftw3.h>
