// Measures plans for the transforms of fields and prints FFTW's wisdom of them.
//
// Usage: measure >wisdom.txt        (cc -O2 measure.c -lfftw3; about five minutes, alone)
//
// Lengths: the even 2^a 3^b 5^c 7^d from 16 to 65,536 with b + d <= 2, c <= 4 (7 divides only those
// up to 8,192), multiples of 4 above 64, and the powers of two up to 2^20. For each length N both
// directions of the real transform of N numbers and of the complex one of N/2, which antiperiodic
// fields use.
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>

static int divide_out(int *n, int prime) {
  int power = 0;
  for (; *n % prime == 0; *n /= prime) power++;
  return power;
}

static int is_listed(int n) {
  if ((n & (n - 1)) == 0) return 1;
  if (n > 65536 || (n > 64 && n % 4 != 0)) return 0;
  int rest = n;
  divide_out(&rest, 2);
  int threes = divide_out(&rest, 3), fives = divide_out(&rest, 5), sevens = divide_out(&rest, 7);
  return rest == 1 && threes + sevens <= 2 && fives <= 4 && (sevens == 0 || n <= 8192);
}

static void measure(int n) {
  double *values = fftw_malloc(sizeof(double) * (size_t)(2 * n + 16));
  fftw_complex *spectrum = fftw_malloc(sizeof(double) * (size_t)(2 * n + 16));
  fftw_complex *pairs = (fftw_complex *)values;
  fftw_destroy_plan(fftw_plan_dft_r2c_1d(n, values, spectrum, FFTW_MEASURE));
  fftw_destroy_plan(fftw_plan_dft_c2r_1d(n, spectrum, values, FFTW_MEASURE));
  fftw_destroy_plan(fftw_plan_dft_1d(n / 2, pairs, spectrum, FFTW_FORWARD, FFTW_MEASURE));
  fftw_destroy_plan(fftw_plan_dft_1d(n / 2, spectrum, pairs, FFTW_BACKWARD, FFTW_MEASURE));
  fftw_free(values);
  fftw_free(spectrum);
}

int main(void) {
  for (int n = 16; n <= 1 << 20; n += 2) {
    if (is_listed(n)) measure(n);
  }
  char *wisdom = fftw_export_wisdom_to_string();
  fputs(wisdom, stdout);
  free(wisdom);
}
