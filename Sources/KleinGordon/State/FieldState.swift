import ClausiusKernelInterface
import ClausiusSpectra

/// One field in motion: the coefficients of u and of its momentum, and the force at u.
final class FieldState: @unchecked Sendable {
  /// The coefficients of u.
  let field: AlignedRow
  /// The coefficients of the momentum before the pending kick.
  let momentum: AlignedRow
  /// The coefficients of the force at u.
  let force: AlignedRow
  /// The values at the points, while a force is computed.
  let values: AlignedRow
  /// The last kick of the step just done, not yet given: it is given together with the first of the
  /// next step.
  var pendingKick = 0.0

  /// A field of zeros.
  init(_ basis: SpectralBasis) {
    let lanes = AlignedRow.padded(basis.lanes)
    field = AlignedRow(count: lanes)
    momentum = AlignedRow(count: lanes)
    force = AlignedRow(count: lanes)
    values = AlignedRow(count: AlignedRow.padded(basis.points))
  }

  /// The columns for kernels.
  var view: FieldView {
    FieldView(
      field: field.base, momentum: momentum.base, force: force.base, count: field.count)
  }
}
