extension UniformBins: Cataloged {
  /// The entry `uniform_bins` of the catalog.
  public static let entry = CatalogEntry(
    name: "uniform_bins", role: .encoding, about: "bins of equal width over a range",
    formula: "bin i: a + i w <= x < a + (i + 1) w with w = (b - a)/M; the last bin holds b too",
    unit: "1", bounds: "0 to M - 1",
    bias:
      "the entropy of binned data depends on M; samples outside the range are counted, not hidden",
    parameters: [
      .init("count", "1 or more", "the number of bins, M"),
      .init("from", "a finite number", "the lower edge, a"),
      .init("to", "a finite number above from", "the upper edge, b"),
    ], source: "the edges and counts of numpy.histogram")
}

extension EqualAreaCells: Cataloged {
  /// The entry `equal_area_cells` of the catalog.
  public static let entry = CatalogEntry(
    name: "equal_area_cells", role: .encoding,
    about: "cells of equal area and nearly equal shape on the sphere, free of the coordinate axes",
    formula:
      "area 4 pi/M each; the pole is the distinct axis of sum e e^T, e the headings, the azimuth averaged over",
    unit: "1", bounds: "0 to M - 1",
    bias: "headings within a cone of half-angle 2 asin(1/sqrt(M)) are one outcome",
    parameters: [.init("count", "2 or more", "the number of cells, M")],
    source: "Leopardi 2006, made symmetric about the equator")
}

extension EqualArcs: Cataloged {
  /// The entry `equal_arcs` of the catalog.
  public static let entry = CatalogEntry(
    name: "equal_arcs", role: .encoding,
    about: "equal arcs of the circle, free of the coordinate axes",
    formula: "angle 2 pi/M each; averaged over all places where the first arc may start",
    unit: "1", bounds: "0 to M - 1", bias: "headings within one arc are one outcome or two",
    parameters: [.init("count", "1 or more", "the number of arcs, M")],
    source: "the circle's analogue of equal_area_cells")
}

extension ThetaPhiCells: Cataloged {
  /// The entry `theta_phi_cells` of the catalog.
  public static let entry = CatalogEntry(
    name: "theta_phi_cells", role: .encoding,
    about: "cells of equal steps in polar angle and azimuth, for comparison with published numbers",
    formula: "theta in [0, pi], phi in [0, 2 pi], each cut into equal steps",
    unit: "1", bounds: "0 to M - 1",
    bias: "cells shrink toward the poles: the entropy depends on the orientation of the axes",
    parameters: [
      .init("polar", "1 or more", "steps of the polar angle"),
      .init("azimuthal", "1 or more", "steps of the azimuth"),
    ], source: "dewi-kadita 0.0.4 (arXiv 2602.07948)")
}

extension OrdinalPatterns: Cataloged {
  /// The entry `ordinal_patterns` of the catalog.
  public static let entry = CatalogEntry(
    name: "ordinal_patterns", role: .encoding,
    about: "the order of the values in each window of a series",
    formula:
      "the permutation that sorts x_t, x_(t+tau), ..., x_(t+(D-1)tau); ties keep their order",
    unit: "1", bounds: "0 to D! - 1",
    bias:
      "for white noise the entropy is low by (D! - 1)/(2N); windows overlap, so samples are not free",
    parameters: [
      .init("order", "2 to 8", "values in a window, D"),
      .init("delay", "1 or more", "steps between them, tau"),
    ], source: "Bandt and Pompe 2002")
}

extension GrowingCells: Cataloged {
  /// The entry `growing_cells` of the catalog.
  public static let entry = CatalogEntry(
    name: "growing_cells", role: .encoding,
    about: "cells of equal size over points seen once, whose range doubles when it must",
    formula: "n cells an axis; h = H + ln(cell volume)",
    unit: "1", bounds: "0 to n^d - 1",
    bias: "low by (m - 1)/(2N) for m cells seen; high where the density changes within a cell",
    parameters: [
      .init("dimension", "1 or more", "coordinates of a point, d"),
      .init("cells", "2 to 1024, even", "cells on each axis, n"),
    ], source: "plain histogram; pairs of cells are joined as the range doubles")
}
