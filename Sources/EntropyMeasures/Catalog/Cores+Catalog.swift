extension NeighborTree: Cataloged {
  /// The entry `nearest_neighbors` of the catalog.
  public static let entry = CatalogEntry(
    name: "nearest_neighbors", role: .core,
    about: "the k nearest neighbors of every point, exactly, in open space or on a torus",
    formula: "d^2 = sum over axes of min over images of (x - x')^2",
    unit: "that of the coordinates", bounds: "0 and above", bias: "none",
    parameters: [
      .init("k", "1 or more", "neighbors of each point; equal distances are ordered by number"),
      .init("periods", "one number of at least 0 an axis", "the periods, 0 for an open axis"),
    ], source: "Friedman, Bentley and Finkel 1977")
}

extension RunningSeries: Cataloged {
  /// The entry `running_series` of the catalog.
  public static let entry = CatalogEntry(
    name: "running_series", role: .statistic,
    about: "mean, deviation, extremes, and the standard error of the mean of a correlated series",
    formula: "error^2 = variance of the block averages/blocks, shortest block B with B^3 > 2 n g^2",
    unit: "that of the samples", bounds: "none",
    bias: "the error is a lower limit where a warning says that the series is short",
    parameters: [],
    source: "Flyvbjerg and Petersen 1989; block length: Wolff 2004, Lee et al. 2011")
}

extension SymmetricMatrix3: Cataloged {
  /// The entry `eigenvalues_3x3` of the catalog.
  public static let entry = CatalogEntry(
    name: "eigenvalues_3x3", role: .statistic,
    about: "eigenvalues and eigenvectors of a symmetric 3 x 3 matrix", formula: "A v = lambda v",
    unit: "that of the matrix", bounds: "none", bias: "none",
    parameters: [], source: "Jacobi 1846")
}

extension CircularMean: Cataloged {
  /// The entry `circular_mean` of the catalog.
  public static let entry = CatalogEntry(
    name: "circular_mean", role: .statistic, about: "the mean of coordinates on a circle",
    formula: "(L/2 pi) arg sum exp(2 pi i x/L)", unit: "that of the coordinates",
    bounds: "0 to the period", bias: "none",
    parameters: [.init("period", "above 0", "the period L")], source: "Mardia and Jupp 2000")
}

extension BlockedCounts: Cataloged {
  /// The entry `blocked_counts` of the catalog.
  public static let entry = CatalogEntry(
    name: "blocked_counts", role: .statistic,
    about: "counts of a correlated series with a standard error for anything computed from them",
    formula: "error^2 = (b - 1)/b sum (v_k - v)^2, v_k without block k of b = 16 to 32",
    unit: "that of the value", bounds: "0 and above",
    bias: "low when a block is shorter than the correlation time; none for fewer than 8 blocks",
    parameters: [], source: "Künsch 1989")
}
