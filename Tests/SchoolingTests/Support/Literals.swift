@testable import ClausiusSchooling

extension NormalDistribution {
  init(mean: Double, standardDeviation: Double) {
    self.init()
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

extension UniformDistribution {
  init(from: Double, to: Double) {
    self.init()
    self.from = from
    self.to = to
  }
}

extension SchedulePiece {
  init(from: Double, value: Double) {
    self.init()
    self.from = from
    self.value = value
  }
}

extension SchoolGroup {
  init(individuals: Int) {
    self.init()
    self.individuals = individuals
  }

  func with(_ change: (inout SchoolGroup) -> Void) -> SchoolGroup {
    var copy = self
    change(&copy)
    return copy
  }
}

extension SchoolGroups {
  init(_ groups: KeyValuePairs<String, SchoolGroup>) {
    self.init()
    all = groups.map { Named(name: $0.key, group: $0.value) }
  }
}
