import ClausiusPlots
import ClausiusSimulationCore

extension FigureFamily {
  /// Lattices of spins.
  static let ising = FigureFamily(
    name: "ising", about: "lattices of spins", serves: { $0.system == IsingModel.name },
    kinds: [.lattice, .order], overview: ["lattice", "order"], comparison: ["order"])
}

extension FigureKind {
  /// The spins at one time.
  static let lattice = FigureKind.atFrame(
    "lattice", about: "the spins at one time; a movie of them", obstacle: { missing("spin", $0) },
    draw: { shots, _ in
      shots.map { shot in
        let places = { (axis: FrameAxis.ID) in shot.frame.context[axis]?.coordinates ?? [] }
        var panel = Panel(
          x: Axis("x", isTight: true), y: Axis("y", isTight: true),
          layers: [
            .map(
              GridMap(
                name: "spin", x: places(.x), y: places(.y), values: shot.frame["spin"] ?? []))
          ])
        panel.color = ColorScale("spin", range: -1...1, ramp: .diverging)
        panel.shape = .equalScales
        panel.title = shot.timeLabel
        return panel
      }
    })

  /// Energy and magnetization against time.
  static let order = FigureKind.series(
    "order", about: "energy and magnetization against time", of: ["energy", "magnetization"])
}
