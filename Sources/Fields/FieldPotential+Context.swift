import ClausiusSimulationCore

extension FieldPotential {
  /// The potential that a trajectory states by the parameters `potential_0`, `potential_1`, ...
  /// (c_k), `potential_sine` (s), `potential_half_sine` (h), `potential_period`, `vacuum_1`,
  /// `vacuum_2`, ... and `named_vacuum`; `nil` when it states none.
  public init?(_ context: FrameContext) {
    let parameters = context.parameters
    func list(_ name: String, from first: Int) -> [Double] {
      var values: [Double] = []
      while let value = parameters[name + String(first + values.count)] { values.append(value) }
      return values
    }
    let coefficients = list("potential_", from: 0)
    let sine = parameters["potential_sine"] ?? 0
    let halfSine = parameters["potential_half_sine"] ?? 0
    guard !coefficients.isEmpty || sine != 0 || halfSine != 0 else { return nil }
    self.init(
      coefficients: coefficients, sine: sine, halfSine: halfSine,
      period: parameters["potential_period"], vacua: list("vacuum_", from: 1),
      namedVacuum: parameters["named_vacuum"])
  }

  /// States the potential.
  public func write(into context: inout FrameContext) {
    context.parameters.merge(parameters) { $1 }
    context.parameters["named_vacuum"] = namedVacuum
  }

  /// The parameters of the formula and the vacua, by their names in a file.
  package var parameters: [String: Double] {
    var numbers: [String: Double] = [:]
    for (k, coefficient) in coefficients.enumerated() { numbers["potential_\(k)"] = coefficient }
    if sine != 0 || halfSine != 0 {
      numbers["potential_sine"] = sine
      numbers["potential_half_sine"] = halfSine
    }
    numbers["potential_period"] = period
    for (k, vacuum) in vacua.enumerated() { numbers["vacuum_\(k + 1)"] = vacuum }
    return numbers
  }
}
