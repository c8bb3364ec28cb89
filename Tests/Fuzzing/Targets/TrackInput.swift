import ClausiusTracks
import Foundation

/// A file of tracks after a byte that chooses how it is read: a table of text, an array of NumPy
/// with or without a pickle in it, an archive of arrays.
struct TrackInput {
  private let choice: UInt8
  private let file: ArraySlice<UInt8>

  init(_ input: [UInt8]) {
    choice = input.first ?? 0
    file = input.dropFirst()
  }

  /// Imports the file, once with gaps as they are and once with all that can be asked for.
  func read() {
    let path = Scratch.write(file, to: "tracks_id1")
    var options = TrackOptions()
    let presets = TrackPreset.allCases
    let number = Int(choice) % (presets.count + 2)
    if number < presets.count {
      options.preset = presets[number]
    } else {
      (options.columns.frame, options.columns.id) = ("frame", "id")
      let isWide = number == presets.count
      (options.columns.x, options.columns.y) = isWide ? ("x*", "y*") : ("x", "y")
    }
    options.rate = 25
    for gaps in [GapRule.leave, .interpolate(2), .split] {
      options.gaps = gaps
      guard let found = try? TrackImport([path], options) else { continue }
      precondition(!found.summary.table.isEmpty, "a summary says what was found")
    }
  }
}
