/// A file of HDF5 after a byte that chooses what is done with it.
struct TrajectoryInput {
  private let verb: UInt8
  private let file: ArraySlice<UInt8>

  init(_ input: [UInt8]) {
    verb = input.first ?? 0
    file = input.dropFirst()
  }

  private func tracks(_ path: String) -> [String] {
    [path, "--rate", "25", "-o", path + ".imported"]
  }

  /// Writes the file and returns what reads it.
  func commandLine() -> [String] {
    Scratch.clear()
    let path = Scratch.write(file, to: "file.h5md")
    switch verb % 6 {
    case 0: return ["inspect", path]
    case 1: return ["analyze", path, "--threads", "1"]
    case 2: return ["repair", path]
    case 3: return ["measure", "plug_in", path + ":/particles/all/position/value"]
    case 4: return ["import", "--preset", "deeplabcut"] + tracks(path)
    default: return ["import", "--preset", "idtracker"] + tracks(path)
    }
  }
}
