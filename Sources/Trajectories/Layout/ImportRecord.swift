import ClausiusDeclarations
import ClausiusHDF5Storage

/// Where the frames of a file come from that no run computed: which files were read, and how.
public struct ImportRecord: Sendable, Hashable {
  /// A file that was read.
  public struct Source: Sendable, Hashable {
    /// The name that it had.
    public var name: String
    /// SHA-256 of its bytes in 64 hexadecimal digits.
    public var sha256: String

    /// The file `name` with the hash `sha256`.
    public init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// What the file is about, in one line.
  public var title: String
  /// The command line, word for word.
  public var command: String
  /// How the files were read, defaults included, as one JSON document.
  public var options: String
  /// The files that were read.
  public var sources: [Source]
  /// What the files call the individuals, in the order of the rows.
  public var individuals: [String]

  /// The record of one import.
  public init(
    title: String, command: String, options: String, sources: [Source], individuals: [String]
  ) {
    self.title = title
    self.command = command
    self.options = options
    self.sources = sources
    self.individuals = individuals
  }
}

/// The group `/provenance/import`: attributes for single texts, datasets for lists.
extension ImportRecord {
  private static let path = "provenance/import"

  /// Adds the group to a file that has `/provenance`.
  func write(in root: HDF5Group) throws {
    let group = try root.createGroup(Self.path)
    try group.attributes.write("title", .fixed(title))
    for (name, texts) in [
      ("command", [command]), ("options", [options]), ("source", sources.map(\.name)),
      ("source_sha256", sources.map(\.sha256)), ("individuals", individuals),
    ] {
      _ = try group.createDataset(name, .variable(texts))
    }
  }

  /// How the frames of the file at `path` were imported; `nil` where they were not.
  ///
  /// - Throws: `HDF5Error` when the file cannot be opened or is damaged.
  public static func read(from path: String) throws -> ImportRecord? {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    guard try file.root.exists(Self.path) else { return nil }
    let group = try file.root.openGroup(Self.path)
    func texts(_ name: String) throws -> [String] { try group.openDataset(name).readStrings() }
    return ImportRecord(
      title: try group.attributes.readString("title"),
      command: try texts("command").first ?? "", options: try texts("options").first ?? "",
      sources: zip(try texts("source"), try texts("source_sha256")).map(Source.init(name:sha256:)),
      individuals: try texts("individuals"))
  }
}
