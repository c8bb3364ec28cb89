import Foundation

/// Longitudes and latitudes on a plane around their middle, in meters: the transverse Mercator
/// projection of the ellipsoid WGS 84 with scale 1 on its central meridian.
///
/// The plane is conformal. Lengths are too long by the factor 1 + x^2 / (2 R^2), which is 1.0001 at
/// 100 km from the central meridian. x points east and y north at the middle.
///
/// Source: L. Krueger, "Konforme Abbildung des Erdellipsoids in der Ebene" (1912), series in the
/// third flattening; C. F. F. Karney, J. Geodesy 85 (2011) 475, eqs. 7 to 10 and 35.
struct LocalProjection {
  /// The longitude of the central meridian, in degrees.
  let longitude: Double
  /// The latitude of y = 0, in degrees.
  let latitude: Double
  private let northing: Double

  private static let flattening = 1 / 298.257223563
  private static let n = flattening / (2 - flattening)
  private static let radius = 6_378_137 / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64)
  private static let eccentricity = (flattening * (2 - flattening)).squareRoot()
  private static let series = [
    n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16 + 41 * n * n * n * n / 180,
    13 * n * n / 48 - 3 * n * n * n / 5 + 557 * n * n * n * n / 1440,
    61 * n * n * n / 240 - 103 * n * n * n * n / 140,
    49561 * n * n * n * n / 161280,
  ]

  /// The projection around a place.
  init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
    northing = Self.plane(0, latitude).y
  }

  /// The projection around the middle of places in degrees, also across the date line.
  init(around places: [SIMD2<Double>]) {
    let angles = places.map { $0.x * .pi / 180 }
    let middle = atan2(angles.reduce(0) { $0 + sin($1) }, angles.reduce(0) { $0 + cos($1) })
    let latitudes = places.map(\.y)
    self.init(
      longitude: middle * 180 / .pi,
      latitude: ((latitudes.min() ?? 0) + (latitudes.max() ?? 0)) / 2)
  }

  /// The place on the plane, in meters.
  func place(longitude: Double, latitude: Double) -> SIMD2<Double> {
    let east = (longitude - self.longitude).remainder(dividingBy: 360)
    return Self.plane(east, latitude) - SIMD2(0, northing)
  }

  private static func plane(_ east: Double, _ latitude: Double) -> SIMD2<Double> {
    let (lambda, phi) = (east * .pi / 180, latitude * .pi / 180)
    let t = sinh(atanh(sin(phi)) - eccentricity * atanh(eccentricity * sin(phi)))
    let xi = atan2(t, cos(lambda))
    let eta = asinh(sin(lambda) / (t * t + cos(lambda) * cos(lambda)).squareRoot())
    var place = SIMD2(eta, xi)
    for (k, factor) in series.enumerated() {
      let order = 2 * Double(k + 1)
      place.x += factor * cos(order * xi) * sinh(order * eta)
      place.y += factor * sin(order * xi) * cosh(order * eta)
    }
    return radius * place
  }
}
