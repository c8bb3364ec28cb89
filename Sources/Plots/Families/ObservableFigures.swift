extension FigureFamily {
  /// Frames of any kind, of which the numbers that the run wrote can be drawn.
  static let other = FigureFamily(
    name: "other", about: "frames of any other kind", serves: { _ in true },
    kinds: [.observables], overview: ["observables"])
}

extension FigureKind {
  /// The numbers that the run wrote with each frame.
  public static let observables = TimePanels.kind(
    "observables", about: "the numbers that the run wrote with each frame, against time",
    calls: { $0.contents.observables },
    style: { _ in TimePanels.Style(axis: "value", legend: spelled) })
}
