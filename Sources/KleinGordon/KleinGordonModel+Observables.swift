import ClausiusSimulationCore

extension KleinGordonModel {
  /// The numbers of a frame of a single field.
  public static let observables = [
    ObservableDescription("energy", unit: "energy", about: "the Hamiltonian"),
    ObservableDescription(
      "momentum", unit: "energy*time/length", about: "-integral of pi phi_x"),
    ObservableDescription("topological_charge", about: "change of vacua from end to end"),
    ObservableDescription("kink_count", about: "places where the field crosses between vacua"),
    ObservableDescription("first_kink", unit: "length", about: "the leftmost of these places"),
    ObservableDescription("last_kink", unit: "length", about: "the rightmost of these places"),
  ]
}
