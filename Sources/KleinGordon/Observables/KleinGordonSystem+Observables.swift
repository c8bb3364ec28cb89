import ClausiusSimulationCore
import ClausiusSpectra
import Foundation

extension KleinGordonSystem {
  /// Numbers of a single field.
  func fieldObservables() -> [Observable] {
    let readout = FieldReadout(self, member: 0)
    let positions = readout.kinkPositions()
    var found = [
      Observable(name: "energy", unit: "energy", value: readout.energy),
      Observable(name: "momentum", unit: "energy*time/length", value: readout.fieldMomentum),
      Observable(name: "topological_charge", unit: "1", value: readout.topologicalCharge),
      Observable(name: "kink_count", unit: "1", value: positions.map { Double($0.count) } ?? .nan),
      Observable(name: "first_kink", unit: "length", value: positions?.first ?? .nan),
      Observable(name: "last_kink", unit: "length", value: positions?.last ?? .nan),
    ]
    for (k, probe) in model.probes.enumerated() {
      let (phi, pi) = readout.probe(at: probe)
      found.append(Observable(name: "probe_\(k + 1)", unit: "1", value: phi))
      found.append(Observable(name: "probe_\(k + 1)_momentum", unit: "1/time", value: pi))
    }
    if let watch = watches.first { found += collisionObservables(watch) }
    return found
  }

  private func collisionObservables(_ watch: CollisionWatch) -> [Observable] {
    let result = watch.result()
    return [
      Observable(name: "bounces", unit: "1", value: Double(result.bounceTimes.count)),
      Observable(
        name: "last_bounce_time", unit: "time", value: result.bounceTimes.last ?? .nan),
      Observable(
        name: "outgoing_velocity", unit: "length/time", value: result.outgoingVelocity),
      Observable(name: "outcome", unit: "1", value: Double(result.outcome.rawValue)),
    ]
  }

  /// Numbers of a whole ensemble.
  func ensembleObservables() -> [Observable] {
    var found = [Observable(name: "members", unit: "1", value: Double(members.count))]
    if !watches.isEmpty {
      let escaped = watches.filter { $0.result().outcome.isFree }.count
      found.append(
        Observable(
          name: "escaped_fraction", unit: "1", value: Double(escaped) / Double(watches.count)))
    }
    return found
  }

  /// A value at each point of the grid.
  func pointValues(_ quantity: FieldQuantity) -> [Double] {
    let readout = FieldReadout(self, member: 0)
    switch quantity {
    case .phi: return readout.phi
    case .pi: return readout.pi
    case .energyDensity: return readout.energyDensity
    case .modeEnergy: return readout.modeEnergies
    default: return []
    }
  }

  /// A value of one field of an ensemble.
  func memberValue(_ quantity: FieldQuantity, _ k: Int) -> Double {
    if quantity == .memberEnergy { return FieldReadout(self, member: k).energy }
    if quantity == .centerField { return middle.value(of: members[k].field) }
    guard k < watches.count else { return .nan }
    let watch = watches[k]
    switch quantity {
    case .kinkDistance: return watch.kinkDistance(of: members[k]) ?? .nan
    case .bounces: return Double(watch.result().bounceTimes.count)
    case .lastBounceTime: return watch.result().bounceTimes.last ?? .nan
    case .outgoingVelocity: return watch.result().outgoingVelocity
    case .outcome: return Double(watch.result().outcome.rawValue)
    default: return .nan
    }
  }
}

extension KleinGordonModel {
  /// What stays the same over all frames: the grid, the parameters, and in an ensemble the scanned
  /// values.
  ///
  /// - Parameter vacuum: the vacuum of the field at the start.
  func frameContext(
    _ geometry: FieldGeometry, timeStep: Double, vacuum: WaveVacuum.Minimum
  ) -> FrameContext {
    let form = potential.form
    var parameters = [
      "dx": geometry.spacing, "length": length, "x_min": start, "dt": timeStep,
      "mass": max(0, vacuum.curvature).squareRoot(), "vacuum": vacuum.value,
    ]
    parameters["named_vacuum"] = namedVacuum
    if let kink = form.kink { parameters["kink_energy"] = kink.energy }
    parameters.merge(form.stated) { own, _ in own }
    if rise != 0 { parameters["rise"] = rise }
    for (k, probe) in probes.enumerated() { parameters["probe_\(k + 1)"] = probe }
    if let pair = watchedPair, ensemble == nil {
      parameters["start_velocity"] = pair.velocity
    }
    var context = FrameContext(
      system: Self.name, individuals: 0, gridPoints: geometry.positions, parameters: parameters,
      words: ["boundary": boundary.scenarioText])
    guard let (parameter, values) = ensemble?.scan else { return context }
    context.members = values.count
    context.properties = [parameter.rawValue: values]
    return context
  }
}
