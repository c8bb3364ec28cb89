@testable import ClausiusCommand

/// A trajectory after a byte that chooses what is done with it.
struct TrajectoryInput {
  private let verb: UInt8
  private let file: ArraySlice<UInt8>

  init(_ input: [UInt8]) {
    verb = input.first ?? 0
    file = input.dropFirst()
  }

  /// Runs the verb and returns its status.
  func read() -> Int32 {
    let path = Scratch.write(file, to: "file.h5md")
    switch verb % 4 {
    case 0: return run("inspect", path)
    case 1: return run("analyze", path, "--threads", "1")
    case 2: return run("repair", path)
    default: return run("measure", "plug_in", path + ":/particles/all/position/value")
    }
  }

  private func run(_ arguments: String...) -> Int32 { Clausius.status(of: arguments) }
}
