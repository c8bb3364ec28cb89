import ClausiusFields
import ClausiusSimulationCore
import ClausiusSpectra
import Foundation

extension KleinGordonSystem {
  /// Numbers of a single field.
  func fieldObservables() -> [Observable] {
    let readout = FieldReadout(self, member: 0)
    let reading = FieldReading(
      readout: readout, kinks: readout.kinkPositions(),
      probes: model.probes.map(readout.probe), collision: watches.first?.result(),
      heat: heats[0])
    return model.fieldObservables.map { $0.observed(in: reading) }
  }

  /// Numbers of a whole ensemble.
  func ensembleObservables() -> [Observable] {
    let reading = EnsembleReading(
      members: members.count, escaped: watches.filter { $0.result().outcome.isFree }.count)
    return model.ensembleObservables.map { $0.observed(in: reading) }
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
    if quantity == .memberTemperature { return FieldReadout(self, member: k).temperature }
    if quantity == .memberHeat { return heats[k] }
    if quantity == .memberKinks {
      return FieldReadout(self, member: k).kinkPositions().map { Double($0.count) } ?? .nan
    }
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
    var context = FrameContext(
      system: Self.name, family: Self.family, axes: [geometry.domain.axis],
      parameters: ["dt": timeStep])
    geometry.domain.write(into: &context)
    context.words["transform_plans"] = geometry.basis.transform.planChoice.description
    potential.form.stated(namedVacuum: namedVacuum).write(into: &context)
    vacuum.write(into: &context)
    context.parameters["kink_energy"] = potential.form.kink?.energy
    context.parameters["thermostat_temperature"] = thermostat?.temperature
    context.parameters["thermostat_friction"] = thermostat?.friction
    for (k, probe) in probes.enumerated() { context.parameters["probe_\(k + 1)"] = probe }
    if let pair = watchedPair, ensemble == nil {
      context.parameters["start_velocity"] = pair.velocity
    }
    guard let (parameter, values) = ensemble?.scan else { return context }
    context.axes.append(.members(values.count))
    context.properties = [parameter.rawValue: values]
    return context
  }
}
