import ClausiusScenarios
import ClausiusTrajectories
import Foundation

/// Where the trajectories of scenarios go, seen to before anything runs.
struct RunOutputs {
  /// The trajectory of each scenario.
  private(set) var paths: [String] = []
  private let output: String?
  /// More than any file of a run has behind its name.
  private static let longestEnding = 32

  /// The outputs of `scenarios`.
  ///
  /// - Parameter output: a file, or a folder for `NAME.h5md`; `output/` where it is left out.
  /// - Throws: ``Failure`` when a path names no plain file, is a scenario itself, or is that of two
  ///   scenarios.
  init(_ scenarios: [Scenario], output: String?) throws(Failure) {
    self.output = output
    var owners: [String: String] = [:]
    for scenario in scenarios {
      let path = try path(for: scenario)
      try Self.check(path)
      let files = RunFiles(path)
      for file in [files.finished, files.partial] {
        try OutputPath.requireOther(file, than: scenarios.map(\.path))
      }
      let place = Self.whole(files.folder) + "/" + Self.name(files.finished)
      if let owner = owners[place] {
        throw Failure(
          .wrongInput,
          "\(owner) and \(scenario.path) would both write \(path); run them one by one with -o FILE"
        )
      }
      owners[place] = scenario.path
      paths.append(path)
    }
  }

  /// Refuses finished trajectories that are there already, before anything runs.
  ///
  /// - Parameter other: a name that is free, beside one that is taken.
  func requireAbsent(_ other: (String) -> String) throws(Failure) {
    for path in paths where try OutputPath.presence(of: RunFiles(path).finished) != .absent {
      throw Failure(
        .storage,
        "\(path): the file is there already (choose another"
          + (paths.count == 1 ? ": -o \(other(path))" : " folder: -o \(RunFiles(path).folder)-2/")
          + ", or replace it: --force)")
    }
  }

  /// Whether `path` is a folder, or is called one.
  static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    return path.hasSuffix("/") || (exists && isDirectory.boolValue)
  }

  private func path(for scenario: Scenario) throws(Failure) -> String {
    guard let output else { return "output/" + scenario.trajectoryName }
    guard !output.isEmpty else {
      throw Failure(.wrongInput, "-o needs the name of a file or of a folder")
    }
    guard Self.isFolder(output) else { return output }
    return output + (output.hasSuffix("/") ? "" : "/") + scenario.trajectoryName
  }

  /// Refuses a path at which no plain file can be written.
  private static func check(_ path: String) throws(Failure) {
    let files = RunFiles(path)
    guard !["", ".", "..", ".partial"].contains(name(path)), !name(files.finished).isEmpty else {
      throw Failure(.wrongInput, "\(path) names no file; choose one with -o FILE")
    }
    if let ending = RunFiles.companionEndings.first(where: { name(path).hasSuffix($0) }) {
      throw Failure(
        .wrongInput,
        "\(path): names that end in \(ending) are those of files beside a run; choose another")
    }
    guard name(files.finished).utf8.count + longestEnding <= NAME_MAX else {
      throw Failure(
        .wrongInput, "\(path): the name is too long for the files beside it; choose a shorter one")
    }
    for file in [files.finished, files.partial] {
      guard ![.absent, .file].contains(try OutputPath.presence(of: file)) else { continue }
      throw Failure(
        .wrongInput, "\(file) is no plain file: a trajectory needs one; choose another with -o FILE"
      )
    }
    for file in [files.finished, files.partial] {
      try OutputPath.requireReplaceable(file, by: .trajectory)
    }
  }

  /// The one path of a folder among those that lead to it.
  private static func whole(_ folder: String) -> String {
    // A path that begins with a tilde would be taken for a home.
    let folder = folder.hasPrefix("~") ? "./" + folder : folder
    return URL(filePath: folder).standardizedFileURL.resolvingSymlinksInPath()
      .path(percentEncoded: false)
  }

  /// The last part of a path.
  private static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
