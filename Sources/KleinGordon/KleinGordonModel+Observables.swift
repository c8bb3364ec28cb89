import ClausiusSimulationCore

extension KleinGordonModel {
  /// The numbers of a frame; some starts have their own.
  public static let observables = [
    ObservableDescription("energy", unit: "energy", about: "the Hamiltonian"),
    ObservableDescription(
      "momentum", unit: "energy*time/length", about: "-integral of pi phi_x"),
    ObservableDescription("topological_charge", about: "change of vacua from end to end, in kinks"),
    ObservableDescription("kink_count", about: "places where the field crosses between vacua"),
    ObservableDescription("first_kink", unit: "length", about: "the leftmost of these places"),
    ObservableDescription("last_kink", unit: "length", about: "the rightmost of these places"),
    ObservableDescription(
      "bounces", about: "of a kink and an antikink: meetings so far, bounces and passages"),
    ObservableDescription(
      "last_bounce_time", unit: "time",
      about: "of a kink and an antikink: the time of the last meeting"),
    ObservableDescription(
      "outgoing_velocity", unit: "length/time",
      about: "of a kink and an antikink: the velocity of the kink that leaves"),
    ObservableDescription(
      "outcome",
      about:
        "of a kink and an antikink: 0 captured, 1 escaped after bounces, 2 passed, 3 undecided so far"
    ),
    ObservableDescription("members", about: "of an ensemble: the number of its fields"),
    ObservableDescription(
      "escaped_fraction", about: "of an ensemble of kink_antikink: the share of pairs that are free"
    ),
  ]
}
