import ClausiusSimulationCore
import Foundation

/// Goes through the frames of tracks, one after the other.
struct TrackCursor {
  private let tracks: Tracks
  private var frame: Frame
  private var index = 0
  /// The place of the next frame of each individual.
  private var upcoming: [Int]

  init(_ tracks: Tracks, _ description: TrackImport) {
    self.tracks = tracks
    upcoming = tracks.tracks.map { _ in 0 }
    frame = Frame(
      context: description.context, box: description.box, quantities: description.quantities)
  }

  /// The frame after the last one that was taken; `nil` after all.
  mutating func next() -> Frame? {
    guard index < tracks.steps.count else { return nil }
    frame.index = index
    frame.step = tracks.steps[index]
    frame.time = tracks.times[index]
    for k in frame.quantities.indices {
      let name = frame.quantities[k].description.name
      for (row, track) in tracks.tracks.enumerated() {
        let isPresent = upcoming[row] < track.frames.count && track.frames[upcoming[row]] == index
        let vector =
          isPresent ? Self.vector(name, track, upcoming[row]) : SIMD3(repeating: Double.nan)
        for axis in 0..<3 { frame.quantities[k].values[3 * row + axis] = vector[axis] }
      }
    }
    for (row, track) in tracks.tracks.enumerated()
    where upcoming[row] < track.frames.count && track.frames[upcoming[row]] == index {
      upcoming[row] += 1
    }
    index += 1
    return frame
  }

  private static func vector(_ name: String, _ track: Track, _ place: Int) -> SIMD3<Double> {
    switch name {
    case QuantityDescription.position.name: track.positions[place]
    case QuantityDescription.velocity.name: track.velocities[place]
    default: SIMD3(cos(track.headings[place]), sin(track.headings[place]), 0)
    }
  }
}
