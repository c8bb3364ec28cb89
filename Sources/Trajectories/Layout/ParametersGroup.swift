import ClausiusHDF5Storage

/// The group `/parameters`: the numbers and words of a run as attributes, the texts that made it as
/// datasets.
enum ParametersGroup {
  private static let path = "parameters"
  private static let texts = ["config", "scenario", "scenario_file", "overrides"]

  /// Writes the group.
  static func write(
    _ description: TrajectoryDescription, spatialDimension: Int, in root: HDF5Group
  ) throws {
    let group = try root.createGroup(path)
    try group.attributes.write("seed", Int64(bitPattern: description.record.seed))
    try group.attributes.write("model", .fixed(description.context.system))
    try group.attributes.write("spatial_dimension", Int32(spatialDimension))
    for (name, value) in description.context.parameters.sorted(by: { $0.key < $1.key }) {
      try group.attributes.write(name, value)
    }
    for (name, word) in description.context.words.sorted(by: { $0.key < $1.key }) {
      try group.attributes.write(name, .fixed(word))
    }
    try writeRecord(description.record, in: root)
  }

  /// Writes the texts that made the run.
  static func writeRecord(_ record: RunRecord, in root: HDF5Group) throws {
    let group = try root.openGroup(path)
    let values = [
      record.configuration, record.scenarioText, record.scenarioFile,
      record.overrides.joined(separator: "\n"),
    ]
    for (name, text) in zip(texts, values) { _ = try group.createDataset(name, .variable(text)) }
  }

  /// Takes the texts away, to write others.
  static func removeRecord(from root: HDF5Group) throws {
    let group = try root.openGroup(path)
    for name in texts { try group.removeLink(name) }
  }

  /// The attributes that are numbers, those that are words, and the model's name.
  static func read(
    _ root: HDF5Group
  ) throws -> (model: String, numbers: [String: Double], words: [String: String]) {
    guard try root.exists(path), try root.kind(of: path) == .group else { return ("", [:], [:]) }
    let attributes = try root.openGroup(path).attributes
    var numbers: [String: Double] = [:]
    var words: [String: String] = [:]
    for name in try attributes.names where try attributes.shape(name).isEmpty {
      if try attributes.datatype(name).isNumeric {
        numbers[name] = try attributes.readScalar(name, as: Double.self)
      } else if try attributes.datatype(name).isText {
        words[name] = try attributes.readString(name)
      }
    }
    return (words.removeValue(forKey: "model") ?? "", numbers, words)
  }
}
