import ClausiusHDF5Storage

/// One element of an H5MD file: values that may change from frame to frame, with their steps and
/// times.
///
/// Source: de Buyl, Colberg, Höfling, Comput. Phys. Commun. 185 (2014) 1546, H5MD 1.1. Read are the
/// explicit form (step and time of every frame), the fixed-interval form (scalar increments with an
/// offset) and time-independent datasets.
struct H5MDElement {
  /// The values: [T] first where the element depends on time.
  let value: HDF5Dataset
  /// The shape of ``value``.
  let shape: [Int]
  /// The rows of ``value`` that are frames, with their steps and times; `nil` where the element
  /// does not depend on time.
  let grid: FrameRows?
  /// The unit of the values, where the file states one.
  let unit: String?
  /// Whether the times are numbers of single precision.
  let timesAreSinglePrecision: Bool
  /// The unit of the times, where the file states one.
  let timeUnit: String?
  private let path: String
  private let file: String
  /// How the variable of a netCDF file is packed; `nil` for an element of H5MD.
  private let packing: PackedNumbers?

  /// Opens the element at `path`, or returns `nil` when there is none.
  static func open(_ path: String, in root: HDF5Group, file: String) throws -> H5MDElement? {
    switch try root.kind(of: path) {
    case .danglingLink:
      throw TrajectoryError(file, danglingLink: path, to: try root.target(ofLink: path))
    case .dataset: return try H5MDElement(fixed: root.openDataset(path), path: path, file: file)
    case .group: return try H5MDElement(group: root.openGroup(path), path: path, file: file)
    default: return nil
    }
  }

  /// A variable of a netCDF file: [T] first, at these times; without times one that does not
  /// change.
  init(
    variable dataset: HDF5Dataset, times: [Double]?, timesAreSinglePrecision: Bool = false,
    timeUnit: String? = nil, name: String, file: String
  ) throws {
    value = dataset
    shape = try dataset.shape
    let rows = shape.first ?? 0
    grid = try times.map { times in
      let count = min(times.count, rows)
      return try FrameRows(
        steps: (0..<count).map(Double.init), times: Array(times.prefix(count)), fills: [],
        of: name, in: file)
    }
    unit = Self.unit(of: dataset, "units")
    self.timeUnit = timeUnit
    self.timesAreSinglePrecision = timesAreSinglePrecision
    packing = try PackedNumbers(of: dataset)
    path = name
    self.file = file
  }

  private init(fixed dataset: HDF5Dataset, path: String, file: String) throws {
    value = dataset
    shape = try dataset.shape
    grid = nil
    unit = Self.unit(of: dataset)
    timeUnit = nil
    timesAreSinglePrecision = false
    packing = nil
    self.path = path
    self.file = file
  }

  private init(group: HDF5Group, path: String, file: String) throws {
    guard try group.exists("value"), try group.exists("step") else {
      throw TrajectoryError(file, "/\(path) lacks 'value' or 'step': it is no H5MD element")
    }
    value = try group.openDataset("value")
    shape = try value.shape
    self.path = path
    self.file = file
    packing = nil
    let frames = shape.first ?? 0
    let step = try group.openDataset("step")
    let time = try group.exists("time") ? group.openDataset("time") : nil
    let stepCount = try step.shape.first ?? frames
    let timeCount = try time?.shape.first ?? stepCount
    // A file that was cut off in the middle of a write may have datasets of different lengths: what
    // all of them have counts.
    let count = min(frames, stepCount, timeCount)
    grid = try FrameRows(
      steps: Self.numbers(of: step, count: count),
      times: try time.map { try Self.numbers(of: $0, count: count) },
      fills: try Self.fills(of: step), of: path, in: file)
    unit = Self.unit(of: value)
    timeUnit = time.flatMap { Self.unit(of: $0) }
    timesAreSinglePrecision = try time?.datatype.isSinglePrecision ?? false
  }

  /// What steps hold that were never written: the value that the file states, and the largest that
  /// their type has.
  private static func fills(of step: HDF5Dataset) throws -> Set<Double> {
    var fills = Set([try step.fillValue].compactMap { $0 })
    if case .integer(let bits, let isSigned, _) = try step.datatype {
      fills.insert(Double(sign: .plus, exponent: isSigned ? bits - 1 : bits, significand: 1) - 1)
    }
    return fills
  }

  /// The attribute `unit`, in netCDF `units`; what is not text, or empty, is none.
  private static func unit(of dataset: HDF5Dataset, _ name: String = "unit") -> String? {
    let unit = try? dataset.attributes.readString(name)
    return unit.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The numbers of a grid dataset: explicit, or offset + k increment.
  private static func numbers(of dataset: HDF5Dataset, count: Int) throws -> [Double] {
    if try dataset.shape.isEmpty {
      let increment = try dataset.readScalar(as: Double.self)
      let offset =
        try dataset.attributes.exists("offset")
        ? dataset.attributes.readScalar("offset", as: Double.self) : 0
      return (0..<count).map { offset + Double($0) * increment }
    }
    return count == 0 ? [] : try dataset.read(as: Double.self, at: [0], count: [count])
  }

  /// Frames that can be read: steps, times and values are all there.
  var frames: Int { grid?.rows.count ?? 1 }

  /// The steps of the frames; `nil` where the element does not depend on time.
  var steps: [Int]? { grid?.steps }

  /// The times of the frames, which are the steps where the file gives no times; `nil` where the
  /// element does not depend on time.
  var times: [Double]? { grid?.times }

  /// What of the rows is no frame, in words; `nil` where all are.
  var note: String? { grid?.note(of: path) }

  /// Rows of ``value``, whether they are frames or not.
  var rowCount: Int { shape.first ?? 1 }

  /// Whether the values change from frame to frame.
  var dependsOnTime: Bool { grid != nil }

  /// The shape of one frame.
  var rowShape: [Int] { dependsOnTime ? Array(shape.dropFirst()) : shape }

  /// The values of frame `index`, or the one set of values that does not depend on time.
  func read(frame index: Int) throws -> [Double] {
    try read(rows: grid.map { $0.rows[index]..<$0.rows[index] + 1 } ?? 0..<1)
  }

  /// The values of rows of the dataset, which need not all be frames.
  func read(rows: Range<Int>) throws -> [Double] {
    var values =
      dependsOnTime
      ? try value.read(
        as: Double.self, at: [rows.lowerBound] + rowShape.map { _ in 0 },
        count: [rows.count] + rowShape)
      : try value.read(as: Double.self)
    packing?.unpack(&values)
    return values
  }

  /// Whether the numbers have single precision.
  var isSinglePrecision: Bool {
    get throws {
      try value.datatype.isSinglePrecision && !isPacked
    }
  }

  /// Whether the numbers that are stored are others than those that they stand for.
  var isPacked: Bool { packing?.isPacked ?? false }

  /// Throws unless a frame holds vectors: [N][2] or [N][3].
  func requireVectors() throws {
    guard rowShape.count == 2, rowShape[1] == 2 || rowShape[1] == 3 else {
      throw TrajectoryError(
        file, "/\(path) has the shape \(shape)",
        advice: "expected frames of N individuals with 2 or 3 components: [T][N][2] or [T][N][3]")
    }
  }
}
