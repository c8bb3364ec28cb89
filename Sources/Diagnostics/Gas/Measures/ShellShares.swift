/// The shares of all pairs that a gas without correlations has in shells of distance, exactly.
///
/// In a periodic box the share of distances below r is the volume of the sphere over that of the
/// box. Walls cut spheres off: averaged over directions and over the position of one particle, a
/// factor <prod (1 - r |e_i|/L_i)> over the axes i with walls remains, with e a random unit vector.
/// It is a polynomial in r as long as r is at most every L_i, and half of every period. Averages:
/// <|e_i|> = 1 on a line; 2/pi, <|e_x e_y|> = 1/pi in the plane; 1/2, 2/(3 pi), <|e_x e_y e_z|> =
/// 1/(4 pi) in space.
struct ShellShares {
  /// The edges of the shells, from 0.
  let edges: [Double]
  /// The share of each shell.
  let shares: [Double]

  /// The shells `edges` in a region.
  init(edges: [Double], in region: GasRegion) {
    self.edges = edges
    let below = edges.map { Self.share(below: $0, in: region) }
    shares = zip(below.dropFirst(), below).map { $0 - $1 }
  }

  /// The largest distance for which the shares are known.
  static func reach(of region: GasRegion) -> Double {
    (0..<region.dimension).map { axis in
      region.isClosed[axis] ? region.length(axis) / 2 : region.length(axis)
    }.min() ?? 0
  }

  /// The share of the pairs of a gas without correlations that are less than r apart.
  ///
  /// Coordinates in units of the lengths of the axes keep every factor near 1: r^d/V is the product
  /// of r/L_i.
  private static func share(below r: Double, in region: GasRegion) -> Double {
    let dimension = region.dimension
    let ratios = (0..<dimension).map { r / region.length($0) }
    let walls = ratios.indices.filter { !region.isClosed[$0] }.map { ratios[$0] }
    let single = walls.reduce(0, +)
    let squares = walls.reduce(0) { $0 + $1 * $1 }
    let pairs = (single * single - squares) / 2
    let triple = walls.count == 3 ? walls[0] * walls[1] * walls[2] : 0
    let density = ratios.reduce(1, *)
    if dimension == 1 { return density * (2 - single) }
    // Each power of r in the factor is integrated with r^(d - 1) dr.
    if dimension == 2 {
      return density * (.pi - 4.0 / 3 * single + pairs / 2)
    }
    return density * (4.0 / 3 * .pi - .pi / 2 * single + 8.0 / 15 * pairs - triple / 6)
  }
}
