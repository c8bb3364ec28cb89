import ClausiusSimulationCore

extension HardDiscsModel {
  /// The numbers of a frame; rates and means are those since `statistics_from`.
  public static let observables = [
    ObservableDescription("collisions", about: "collisions of two discs since t = 0"),
    ObservableDescription(
      "collision_rate", unit: "1/time", about: "collisions of one disc per time, 2 C/(N t)"),
    ObservableDescription(
      "compressibility_factor", about: "Z = 1 + sum of r . dp / (2 N kT t), by the virial"),
    ObservableDescription("pressure", unit: "energy/length^2", about: "Z N kT/(Lx Ly)"),
    ObservableDescription(
      "wall_pressure", unit: "energy/length^2",
      about: "impulse on the walls over their length and time"),
    ObservableDescription("mean_free_path", unit: "length", about: "way of all discs over 2 C"),
    ObservableDescription("mean_free_time", unit: "time", about: "1/collision_rate"),
    ObservableDescription("energy", unit: "energy", about: "kinetic energy of all discs"),
    ObservableDescription(
      "temperature", unit: "energy", about: "kT from the motion that exchanges energy"),
    ObservableDescription("temperature_x", unit: "energy", about: "<m v_x^2>"),
    ObservableDescription("temperature_y", unit: "energy", about: "<m v_y^2>"),
    ObservableDescription(
      "momentum", unit: "mass length/time", about: "size of the total momentum"),
    ObservableDescription("momentum_x", unit: "mass length/time", about: "total momentum along x"),
    ObservableDescription("momentum_y", unit: "mass length/time", about: "total momentum along y"),
    ObservableDescription(
      "velocity_kurtosis_x", about: "<v_x^4>/<v_x^2>^2, 3 for a Maxwellian"),
    ObservableDescription(
      "velocity_kurtosis_y", about: "<v_y^4>/<v_y^2>^2, 3 for a Maxwellian"),
  ]
}
