import ClausiusSpectra

/// A place at which the fields of a run are looked at again and again.
struct FieldPlace: Sendable {
  private let row: AlignedRow
  private let offset: Double

  /// The place `x`; fields are counted around `reference`.
  init(_ x: Double, _ geometry: FieldGeometry, reference: Double) {
    let inside = geometry.isMirrored ? geometry.origin + abs(x - geometry.origin) : x
    row = geometry.basis.evaluation(at: inside - geometry.origin)
    offset = reference + geometry.ramp(at: x)
  }

  /// phi there, from the coefficients of a field, by Fourier interpolation.
  func value(of field: AlignedRow) -> Double { row.dot(field) + offset }
}
