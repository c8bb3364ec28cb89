import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The group `/parameters`: the numbers and words of a run as attributes, the texts that made it as
/// datasets.
enum ParametersGroup {
  private static let path = "parameters"
  private static let texts = ["config", "scenario", "scenario_file", "overrides"]

  /// Writes the group.
  static func write(_ description: TrajectoryDescription, in root: HDF5Group) throws {
    let group = try root.createGroup(path)
    if case .run(let record) = description.origin {
      try group.attributes.write("seed", Int64(bitPattern: record.seed))
    }
    try group.attributes.write("model", .fixed(description.context.system))
    if let family = description.context.family {
      try group.attributes.write("family", .fixed(family.name))
    }
    let grids = description.context.gridAxes.count
    let dimension = description.box?.spatialDimension ?? (grids > 0 ? grids : nil)
    if let dimension { try group.attributes.write("spatial_dimension", Int32(dimension)) }
    for (name, value) in description.context.parameters.sorted(by: { $0.key < $1.key }) {
      try group.attributes.write(name, value)
    }
    for (name, word) in description.context.words.sorted(by: { $0.key < $1.key }) {
      try group.attributes.write(name, .fixed(word))
    }
    if case .run(let record) = description.origin { try writeRecord(record, in: root) }
  }

  /// Writes the texts that made the run; what stands there already stays.
  ///
  /// - Returns: whether a text changed.
  @discardableResult
  static func writeRecord(_ record: RunRecord, in root: HDF5Group) throws -> Bool {
    let group = try root.openGroup(path)
    let values = [
      record.configuration, record.scenarioText, record.scenarioFile,
      record.overrides.joined(separator: "\n"),
    ]
    var hasChanged = false
    for (name, text) in zip(texts, values) {
      if try group.exists(name) {
        if try group.openDataset(name).readString() == text { continue }
        try group.removeLink(name)
      }
      _ = try group.createDataset(name, .variable(text))
      hasChanged = true
    }
    if hasChanged { try RootAttributes.writeParameters(of: record, in: root) }
    return hasChanged
  }

  /// What the attributes of the group say of a run.
  struct Contents {
    var model = ""
    var family: SystemFamily?
    var numbers: [String: Double] = [:]
    var words: [String: String] = [:]
  }

  /// The attributes that are numbers, those that are words, the model's name and its family.
  static func read(_ root: HDF5Group) throws -> Contents {
    var contents = Contents()
    guard try root.exists(path), try root.kind(of: path) == .group else { return contents }
    let attributes = try root.openGroup(path).attributes
    for name in try attributes.names where try attributes.shape(name).isEmpty {
      if try attributes.datatype(name).isNumeric {
        contents.numbers[name] = try attributes.readScalar(name, as: Double.self)
      } else if try attributes.datatype(name).isText {
        contents.words[name] = try attributes.readString(name)
      }
    }
    contents.model = contents.words.removeValue(forKey: "model") ?? ""
    contents.family = contents.words.removeValue(forKey: "family").map(SystemFamily.init(_:))
    return contents
  }
}
