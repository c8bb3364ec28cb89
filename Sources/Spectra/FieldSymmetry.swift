/// How a field continues beyond its points, which decides the waves that it is made of.
package enum FieldSymmetry: Sendable, Hashable {
  /// u(x + L) = u(x): wave numbers 2 pi m / L.
  case periodic
  /// u(x + L) = -u(x): wave numbers (2 m + 1) pi / L.
  case antiperiodic
  /// Even about both ends: cosines of wave numbers m pi / L.
  case even
  /// Odd about both ends: sines of wave numbers m pi / L.
  case odd
}
