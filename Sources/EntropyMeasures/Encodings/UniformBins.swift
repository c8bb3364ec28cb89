/// Bins of equal width over a range: bin i holds edge_i <= x < edge_(i+1), and the last bin also
/// its upper edge.
///
/// The edges are `lower + i (upper - lower)/count`, computed as NumPy's `linspace` does, and a
/// sample's bin follows from comparing it with the edges: the counts are those of `numpy.histogram`
/// bit for bit, also of samples in single precision. Samples outside the range are excluded, or
/// counted in the end bins, as ``Ends`` says.
public struct UniformBins: Encoding {
  /// What happens to samples outside the range.
  public enum Ends: Sendable, Hashable {
    /// No bin takes them; they are counted as excluded.
    case closed
    /// The first and the last bin reach to infinity.
    case open
  }

  /// The edges of the bins, one more than there are bins.
  public let edges: [Double]
  /// What happens to samples outside the range.
  public let ends: Ends
  private let binsPerLength: Double

  /// `count` bins from `lower` to `upper`.
  public init(count: Int, from lower: Double, to upper: Double, ends: Ends = .closed) {
    precondition(count > 0 && lower < upper && (upper - lower).isFinite)
    let width = (upper - lower) / Double(count)
    edges = (0..<count).map { Double($0) * width + lower } + [upper]
    self.ends = ends
    binsPerLength = Double(count) / (upper - lower)
  }

  /// The precision that numbers are computed in.
  enum Precision {
    case single, double
  }

  /// `count` bins whose edges are numbers of single precision, for samples that are. A range that
  /// the edges do not resolve leaves bins empty.
  init(count: Int, from lower: Double, to upper: Double, singleFrom precision: Precision) {
    precondition(count > 0 && lower < upper && (upper - lower).isFinite)
    ends = .closed
    let last = Double(Float(upper))
    switch precision {
    case .single:
      let width = (Float(upper) - Float(lower)) / Float(count)
      edges = (0..<count).map { Double(Float($0) * width + Float(lower)) } + [last]
    case .double:
      let width = (upper - lower) / Double(count)
      edges = (0..<count).map { Double(Float(Double($0) * width + lower)) } + [last]
    }
    binsPerLength = Double(count) / (upper - lower)
  }

  /// `uniform_bins(count: M, from: a, to: b)`.
  public var name: String {
    "uniform_bins(count: \(outcomes), from: \(edges[0].inCall), to: \(edges[outcomes].inCall))"
  }

  /// The number of bins.
  public var outcomes: Int { edges.count - 1 }

  /// The bin of `sample`; NaN has none.
  public func outcome(of sample: Double) -> Int? {
    let last = outcomes - 1
    guard sample >= edges[0], sample <= edges[last + 1] else { return outside(sample) }
    var bin = min(last, Int(saturating: (sample - edges[0]) * binsPerLength))
    // Rounding can put a sample next to its bin; the edges decide.
    while bin > 0, sample < edges[bin] { bin -= 1 }
    while bin < last, sample >= edges[bin + 1] { bin += 1 }
    return bin
  }

  private func outside(_ sample: Double) -> Int? {
    guard ends == .open else { return nil }
    if sample < edges[0] { return 0 }
    return sample > edges[outcomes] ? outcomes - 1 : nil
  }
}
