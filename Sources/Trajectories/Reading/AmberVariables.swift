import ClausiusHDF5Storage

/// Individuals in AMBER's form of a netCDF file, as cpptraj, MDAnalysis, ASE and LAMMPS write it:
/// `coordinates` over `frame`, `atom` and `spatial`, and what else lies over `frame` and `atom`.
///
/// Source: AMBER netCDF trajectory convention 1.0; what LAMMPS adds (`id`, `type`, thermodynamic
/// numbers over `frame`) by its command `dump netcdf`.
struct AmberVariables {
  private let root: HDF5Group
  private let path: String
  private let frame: HDF5Dataset?
  private let atom: HDF5Dataset
  private let names: [String]
  private let times: [Double]
  private let timeUnit: String?
  /// The time of the one state of a restart file; `nil` for a trajectory.
  let timeOfState: Double?
  /// The box.
  let cell: AmberCell

  /// Names of quantities in AMBER's and in our files.
  private static let known = [
    "coordinates": "position", "velocities": "velocity", "forces": "force", "type": "species",
    "atom_types": "species", "masses": "mass",
  ]
  /// What is no quantity of the individuals.
  private static let own: Set = ["time", "cell_lengths", "cell_angles", "cell_origin"]

  /// Looks for them; `nil` where `root` holds no coordinates over atoms.
  init?(_ root: HDF5Group, _ path: String) throws {
    guard try root.kind(of: "coordinates") == .dataset, try root.kind(of: "atom") == .dataset
    else { return nil }
    (self.root, self.path) = (root, path)
    atom = try root.openDataset("atom")
    let frame = try root.kind(of: "frame") == .dataset ? root.openDataset("frame") : nil
    self.frame = frame
    let positions = try root.openDataset("coordinates")
    guard try atom.isScale, let rank = try? positions.shape.count, rank == 3 || rank == 2,
      try positions.hasScale(atom, axis: rank - 2)
    else { return nil }
    names = try root.children().filter { $0.kind == .dataset }.map(\.name)
    let clock = names.contains("time") ? try root.openDataset("time") : nil
    let count = rank == 3 ? try positions.shape[0] : 1
    times = try Self.times(clock, count: count)
    // A restart file is one state, at the time that it gives as a single number.
    timeOfState = rank == 2 ? try clock.flatMap { try $0.read(as: Double.self).first } : nil
    timeUnit = clock.flatMap { try? $0.attributes.readString("units") }
    cell = try AmberCell(root, path, times: times)
  }

  /// The times of the frames; their numbers where the file gives none, or the same one to all.
  private static func times(_ clock: HDF5Dataset?, count: Int) throws -> [Double] {
    let numbers = (0..<count).map(Double.init)
    guard let clock else { return numbers }
    var times = try clock.read(as: Double.self)
    try PackedNumbers(of: clock).unpack(&times)
    return times.count < count || count > 1 && Set(times).count == 1 ? numbers : times
  }

  /// The individuals with all that they have.
  func group() throws -> ParticleGroup {
    var elements: [(name: String, element: H5MDElement)] = []
    for name in names where !Self.own.contains(name) {
      let dataset = try root.openDataset(name)
      guard try !dataset.isScale, try dataset.datatype.isNumeric,
        let timed = try isTimed(dataset), try dataset.shape.count > (timed ? 1 : 0),
        try dataset.hasScale(atom, axis: timed ? 1 : 0)
      else { continue }
      elements.append((Self.known[name] ?? name, try element(dataset, name, isTimed: timed)))
    }
    // The coordinates of the axis are who the individuals are.
    if !elements.contains(where: { $0.name == "id" }), try atom.datatype.isNumeric,
      try atom.storageSize > 0
    {
      elements.append(("id", try element(atom, "atom", isTimed: false)))
    }
    return try ParticleGroup("coordinates", elements, species: SpeciesNames(), path)
  }

  /// Numbers that belong to whole frames.
  func observables() throws -> [(name: String, element: H5MDElement)] {
    try names.filter { !Self.own.contains($0) }.compactMap { name in
      let dataset = try root.openDataset(name)
      guard try !dataset.isScale, try dataset.datatype.isNumeric, try dataset.shape.count == 1,
        try isTimed(dataset) == true
      else { return nil }
      return (name, try element(dataset, name, isTimed: true))
    }
  }

  /// Whether the first axis of a variable counts frames; `nil` for a single number.
  private func isTimed(_ dataset: HDF5Dataset) throws -> Bool? {
    guard try !dataset.shape.isEmpty else { return nil }
    return try frame.map { try dataset.hasScale($0, axis: 0) } ?? false
  }

  private func element(
    _ dataset: HDF5Dataset, _ name: String, isTimed: Bool
  ) throws -> H5MDElement {
    try H5MDElement(
      variable: dataset, times: isTimed ? times : nil, timeUnit: timeUnit, name: name, file: path)
  }
}

/// The cell of a file in AMBER's form.
struct AmberCell {
  /// The lengths of its edges; `nil` where the file gives none.
  let lengths: H5MDElement?
  /// The angles between them in degrees.
  let angles: H5MDElement?
  /// Its lower corner.
  let origin: [Double]

  /// Reads the variables `cell_lengths`, `cell_angles` and `cell_origin`.
  init(_ root: HDF5Group, _ path: String, times: [Double]) throws {
    func element(_ name: String) throws -> H5MDElement? {
      guard try root.kind(of: name) == .dataset else { return nil }
      let dataset = try root.openDataset(name)
      let rank = try dataset.shape.count
      guard (1...2).contains(rank), try dataset.datatype.isNumeric, try dataset.shape.last == 3
      else { return nil }
      return try H5MDElement(
        variable: dataset, times: rank == 2 ? times : nil, name: name, file: path)
    }
    lengths = try element("cell_lengths")
    angles = try element("cell_angles")
    let corner = try element("cell_origin").map { $0.frames > 0 ? try $0.read(frame: 0) : [] }
    let isWhole = corner?.count == 3 && corner?.allSatisfy(\.isFinite) ?? false
    origin = isWhole ? corner ?? [0, 0, 0] : [0, 0, 0]
  }
}
