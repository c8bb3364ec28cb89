// LAPACK's eigenvalues, Schur forms and solvers, and products of BLAS, declared here because only
// some systems ship a header for them.
#pragma once

/// Eigenvalues, and eigenvectors where `jobz` is "V", of a symmetric matrix, by divide and conquer.
void dsyevd_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
    double *work, const int *lwork, int *iwork, const int *liwork, int *info);

/// C = alpha A A^T + beta C of a symmetric C, where `trans` is "N".
void dsyrk_(
    const char *uplo, const char *trans, const int *n, const int *k, const double *alpha,
    const double *a, const int *lda, const double *beta, double *c, const int *ldc);

/// The solution of A X = B for a positive definite A, by its Cholesky factor.
void dposv_(
    const char *uplo, const int *n, const int *nrhs, double *a, const int *lda, double *b,
    const int *ldb, int *info);

/// The real Schur form A = Z T Z^T, with the eigenvalues.
void dgees_(
    const char *jobvs, const char *sort, int (*select)(const double *, const double *),
    const int *n, double *a, const int *lda, int *sdim, double *wr, double *wi, double *vs,
    const int *ldvs, double *work, const int *lwork, int *bwork, int *info);

/// The solution of op(A) X + isgn X op(B) = scale C for A and B in Schur form.
void dtrsyl_(
    const char *trana, const char *tranb, const int *isgn, const int *m, const int *n,
    const double *a, const int *lda, const double *b, const int *ldb, double *c, const int *ldc,
    double *scale, int *info);

/// The solution of A X = B for complex matrices, pairs of real and imaginary parts.
void zgesv_(
    const int *n, const int *nrhs, double *a, const int *lda, int *ipiv, double *b,
    const int *ldb, int *info);
