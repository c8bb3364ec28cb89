import ClausiusSimulationCore

extension Frame {
  /// The vectors of a quantity, known to be finite, without components beyond the dimension.
  func vectors(
    _ quantity: String, dimension: Int
  ) throws(DiagnosticError) -> [SIMD3<Double>] {
    let values = try numbers(quantity, each: 3)
    return (0..<values.count / 3).map { i in
      var vector = SIMD3<Double>.zero
      for axis in 0..<dimension { vector[axis] = values[3 * i + axis] }
      return vector
    }
  }

  func numbers(_ quantity: String, each: Int = 1) throws(DiagnosticError) -> [Double] {
    guard let values = self[quantity] else { throw .missing(quantity) }
    guard values.count == each * context.individuals else {
      throw DiagnosticError(
        "\(quantity) has \(values.count) numbers for \(context.individuals) particles, not "
          + "\(each) each")
    }
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return values }
    throw DiagnosticError(
      "the \(quantity) of individual \(bad / each) in frame \(index) is \(values[bad])")
  }

  func radii() throws(DiagnosticError) -> [Double] {
    if let radii = context.properties["radius"], radii.count == context.individuals,
      radii.allSatisfy({ $0 > 0 })
    {
      return radii
    }
    guard let diameter = context.parameters["diameter"], diameter > 0 else {
      throw DiagnosticError(
        "the particles have no radius, which pairs need", advice: "use features: [single]")
    }
    return [Double](repeating: diameter / 2, count: context.individuals)
  }
}
