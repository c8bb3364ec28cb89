// LAPACK's eigenvalues and Cholesky factors, declared here because only some systems ship a header
// for them.
#pragma once

/// Eigenvalues, and eigenvectors where `jobz` is "V", of a symmetric matrix, by divide and conquer.
void dsyevd_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
    double *work, const int *lwork, int *iwork, const int *liwork, int *info);
