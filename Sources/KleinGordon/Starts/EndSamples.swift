import ClausiusFields

/// Whether samples of a field continue across the ends of its domain as a boundary says.
struct EndSamples {
  let boundary: FieldBoundary
  let rise: Double

  /// Whether the step across the ends is like the steps between the points.
  ///
  /// It is not when it is more than 4 times the largest of them, or when the cubic through four
  /// points misses the next one across the end by more than 1e-3 of the field and 4 times more than
  /// anywhere inside.
  func closes(_ field: [Double]) -> Bool {
    let count = field.count
    guard count >= 8 else { return true }
    let steps = largestStep(field)
    let misses = (4..<count).map { miss(field, before: $0, value: field[$0]) }.max() ?? 0
    let scale = max(1, field.map(abs).max() ?? 0)
    return crossings(field).allSatisfy { row, next in
      let last = row[row.count - 1]
      return abs(next - last) <= max(1e-3 * scale, 4 * steps)
        && miss(row, before: row.count, value: next) <= max(1e-3 * scale, 4 * misses)
    }
  }

  /// The largest difference of neighboring samples.
  func largestStep(_ field: [Double]) -> Double {
    zip(field, field.dropFirst()).map { abs($1 - $0) }.max() ?? 0
  }

  /// The values at the ends.
  func ends(of field: [Double]) -> FieldEnds {
    FieldEnds(first: field.first ?? 0, last: field.last ?? 0)
  }

  /// Rows of samples that lead to an end, and the sample that the boundary puts behind it.
  private func crossings(_ field: [Double]) -> [(row: [Double], next: Double)] {
    let last = Array(field.suffix(4))
    switch boundary {
    case .periodic, .winding: return [(last, field[0] + rise)]
    case .antiperiodic: return [(last, -field[0])]
    case .dirichlet:
      return [(last, -last[3]), (Array(field.prefix(4).reversed()), -field[0])]
    case .neumann: return []
    }
  }

  private func miss(_ row: [Double], before end: Int, value: Double) -> Double {
    let predicted =
      4 * (row[end - 1] + row[end - 3]) - 6 * row[end - 2] - row[end - 4]
    return abs(predicted - value)
  }
}
