import ClausiusSimulationCore

/// The order of one cluster.
struct ClusterOrder {
  /// The number of its members.
  let members: Int
  /// The length of their mean heading.
  let polarization: Double
  /// Their rotation around the center of the cluster.
  let rotation: Double

  /// The order of the largest cluster; of equally large ones the one with the highest polarization,
  /// then with the highest rotation, so that the order of the individuals does not matter. `nil`
  /// without an individual.
  init?(largestOf clusters: ClusterLabels, in school: School) throws(DiagnosticError) {
    let candidates = try clusters.largest.map { members throws(DiagnosticError) in
      try ClusterOrder(of: members, in: school)
    }
    let highest = candidates.max {
      ($0.polarization, $0.rotation) < ($1.polarization, $1.rotation)
    }
    guard let highest else { return nil }
    self = highest
  }

  /// The order of the individuals with the numbers `members`, which rise.
  private init(of members: [Int], in school: School) throws(DiagnosticError) {
    let isWhole = members.count == school.count
    let all = try school.headings()
    let headings = isWhole ? all : members.map { all[$0] }
    let positions = try school.positions()
    let placement =
      isWhole
      ? try school.placement()
      : Placement(of: members.map { positions[$0] }, in: school.frame.space)
    self.members = members.count
    polarization = ClausiusDiagnostics.polarization(headings)
    rotation = ClausiusDiagnostics.rotation(directions(of: placement.fromCenter), headings)
  }
}
