import ClausiusDeclarations
import Foundation

/// The scenario files that the arguments of a verb name.
enum ScenarioArguments {
  /// The files, each folder replaced by the scenarios in it, by name.
  ///
  /// - Throws: ``Failure`` for a folder without scenarios, and for a setting without its `--set`.
  static func files(_ arguments: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    for argument in arguments {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder)
      if !exists, isSetting(argument) {
        throw Failure(
          .wrongInput, "\(argument) is no scenario file (each key needs its own: --set \(argument))"
        )
      }
      files += isFolder.boolValue ? try scenarios(in: argument) : [argument]
    }
    return files
  }

  /// Whether an argument reads `KEY=VALUE`.
  private static func isSetting(_ argument: String) -> Bool {
    argument.contains(#/^[a-z_]+(\.[a-z_]+)*=/#)
  }

  private static func scenarios(in folder: String) throws(Failure) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let scenarios = names.filter {
      !$0.hasPrefix(".") && ["yaml", "yml"].contains(URL(filePath: $0).pathExtension.lowercased())
    }
    guard !scenarios.isEmpty else {
      throw Failure(.wrongInput, "\(folder): the folder holds no scenario (no *.yaml in it)")
    }
    return scenarios.sorted().map { folder + (folder.hasSuffix("/") ? "" : "/") + $0 }
  }
}
