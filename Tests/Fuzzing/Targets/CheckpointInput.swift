@testable import ClausiusCommand
import Foundation

/// A checkpoint after a byte that chooses the run that it is to belong to.
struct CheckpointInput {
  private let run: UInt8
  private let file: ArraySlice<UInt8>

  /// Interrupted runs of an early version, whose checkpoints have no digest that keeps damage out.
  static let runs = ["school.h5md", "gas.h5md", "field.h5", "ensemble.h5"]

  init(_ input: [UInt8]) {
    run = input.first ?? 0
    file = input.dropFirst()
  }

  /// Resumes the run and returns the status of the verb.
  func read() -> Int32 {
    let name = Self.runs[Int(run) % Self.runs.count]
    for old in ["", ".checkpoint", ".checkpoint.previous", ".partial", ".partial.journal"] {
      unlink(Scratch.folder + "/" + name + old)
    }
    guard let partial = Self.partials[name] else { return 0 }
    _ = Scratch.write(partial, to: name + ".partial")
    _ = Scratch.write(file, to: name + ".checkpoint")
    return Clausius.status(of: ["resume", "--quiet", Scratch.folder + "/" + name])
  }

  /// The partial files, from the folder that `CLAUSIUS_FUZZING_FILES` names.
  private static let partials: [String: Data] = {
    let folder = ProcessInfo.processInfo.environment["CLAUSIUS_FUZZING_FILES"] ?? "."
    return Dictionary(
      uniqueKeysWithValues: runs.compactMap { name in
        FileManager.default.contents(atPath: "\(folder)/\(name).partial").map { (name, $0) }
      })
  }()
}
