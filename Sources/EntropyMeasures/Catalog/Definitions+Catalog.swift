extension Shannon: Cataloged {
  /// The entry `shannon` of the catalog.
  public static let entry = CatalogEntry(
    name: "shannon", role: .definition, about: "the entropy of a distribution",
    formula: "H = -sum p ln p", unit: "nat", bounds: "0 to ln M for M outcomes",
    bias: "plug-in: -(m - 1)/(2N) for m outcomes seen among N samples",
    parameters: [], source: "Shannon 1948",
    call: "plug_in(definition: shannon), or plug_in alone")
}

extension Renyi: Cataloged {
  /// The entry `renyi` of the catalog.
  public static let entry = CatalogEntry(
    name: "renyi", role: .definition,
    about: "an entropy that weighs frequent outcomes the more, the higher its order",
    formula: "H_q = ln(sum p^q)/(1 - q); q = 0: ln m, q = 1: Shannon, q = infinity: -ln(max p)",
    unit: "nat", bounds: "0 to ln M for M outcomes",
    bias: "plug-in: low, the more so the lower the order; no correction for orders 0 and infinity",
    parameters: [.init("order", "0 to infinity", "the order q")], source: "Renyi 1961",
    call: "plug_in(definition: renyi, order: 2)")
}

extension Tsallis: Cataloged {
  /// The entry `tsallis` of the catalog.
  public static let entry = CatalogEntry(
    name: "tsallis", role: .definition,
    about: "a non-additive entropy: S(A, B) = S(A) + S(B) + (1 - q) S(A) S(B)",
    formula: "S_q = (1 - sum p^q)/(q - 1); q = 0: m - 1, q = 1: Shannon, q = infinity: 0",
    unit: "1", bounds: "0 to (1 - M^(1 - q))/(q - 1) for M outcomes",
    bias: "plug-in: -q/(2N) sum (p^(q - 1) - p^q); no correction for orders 0 and infinity",
    parameters: [.init("order", "0 to infinity", "the order q")], source: "Tsallis 1988",
    call: "plug_in(definition: tsallis, order: 2)")
}

extension JensenShannonComplexity: Cataloged {
  /// The entry `jensen_shannon` of the catalog.
  public static let entry = CatalogEntry(
    name: "jensen_shannon", role: .definition,
    about: "how far a distribution is both from certainty and from uniformity",
    formula: "C = (H/ln M) J(p, u)/J_max, J(p, u) = H((p + u)/2) - H(p)/2 - H(u)/2, u uniform",
    unit: "1", bounds: "0 to a bound below 1 that depends on H: 0.2915 for M = 6",
    bias:
      "high for small samples: independent samples of the uniform distribution read (M - 1)/(8 N J_max)",
    parameters: [.init("outcomes", "2 or more", "the number of possible outcomes, M")],
    source: "Lamberti et al. 2004; Rosso et al. 2007")
}
