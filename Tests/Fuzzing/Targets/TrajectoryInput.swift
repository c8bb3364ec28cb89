/// A trajectory after a byte that chooses what is done with it.
struct TrajectoryInput {
  private let verb: UInt8
  private let file: ArraySlice<UInt8>

  init(_ input: [UInt8]) {
    verb = input.first ?? 0
    file = input.dropFirst()
  }

  /// Writes the file and returns what reads it.
  func commandLine() -> [String] {
    Scratch.clear()
    let path = Scratch.write(file, to: "file.h5md")
    switch verb % 4 {
    case 0: return ["inspect", path]
    case 1: return ["analyze", path, "--threads", "1"]
    case 2: return ["repair", path]
    default: return ["measure", "plug_in", path + ":/particles/all/position/value"]
    }
  }
}
