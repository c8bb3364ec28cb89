import ClausiusDeclarations

extension CouzinModel {
  /// Angles that look as if they were given in the other unit.
  public func warnings() -> [Contradiction] {
    var found: [Contradiction] = []
    let noise = largest(.angularNoise)
    if noise > .pi / 2 {
      found.append(
        Contradiction(
          at: Trait.angularNoise.name,
          "an error of \(noise.short) radian is more than a quarter of a turn in every step",
          advice: "write '\(noise.short) deg' if degrees are meant"))
    }
    let field = smallest(.fieldOfPerception)
    if field <= 2 * .pi {
      found.append(
        Contradiction(
          at: Trait.fieldOfPerception.name,
          "individuals that see \(field.short) degree are nearly blind",
          advice: "write '\(field.short) rad' if radian are meant"))
    }
    return found
  }
}
