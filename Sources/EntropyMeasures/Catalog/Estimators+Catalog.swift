extension PlugIn: Cataloged {
  /// What a user is told about it.
  public static let entry = CatalogEntry(
    name: "plug_in", role: .estimator, about: "the entropy of the relative frequencies",
    formula: "F(n/N); standard error^2 = (sum p F'^2 - (sum p F')^2)/N",
    unit: "that of the definition", bounds: "those of the definition",
    bias: "low by about (m - 1)/(2N); not for fewer than ten samples an outcome",
    parameters: [], source: "standard error: Basharin 1959 (delta method)")
}

extension MillerMadow: Cataloged {
  /// What a user is told about it.
  public static let entry = CatalogEntry(
    name: "miller_madow", role: .estimator,
    about: "the plug-in entropy less the leading term of its bias",
    formula: "Shannon: H + (m - 1)/(2N), m outcomes seen; Renyi, Tsallis: the same expansion",
    unit: "that of the definition", bounds: "those of the definition",
    bias: "of order 1/N^2; still low for fewer samples than outcomes",
    parameters: [], source: "Miller 1955")
}

extension ChaoWangJost: Cataloged {
  /// What a user is told about it.
  public static let entry = CatalogEntry(
    name: "chao_wang_jost", role: .estimator,
    about: "Shannon's entropy with unseen outcomes inferred from those seen once, M outcomes known",
    formula: "sum (n/N) (psi(N) - psi(n)) + (f_1/N) q^(1-N) (-ln(1 - q) - sum_(v<N) q^v/v), "
      + "q = 1 - 1/M",
    unit: "nat", bounds: "0 to ln M in expectation",
    bias: "none for a uniform distribution, whatever N; small for others",
    parameters: [], source: "Chao, Wang and Jost 2013, with 1/M known")
}

extension KernelDensity: Cataloged {
  /// What a user is told about it.
  public static let entry = CatalogEntry(
    name: "kernel_density", role: .estimator,
    about: "the differential entropy of samples on a line, by Gaussian kernels",
    formula:
      "h = -integral of f ln f, f = sum of normal densities of deviation w = 1.06 sigma N^(-1/5)",
    unit: "nat", bounds: "none",
    bias: "high by ln(1 + (w/sigma)^2)/2 for a normal density; smooths away edges",
    parameters: [.init("bandwidth", "above 0", "the deviation of the kernel, w")],
    source: "Scott 1992")
}
