import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// What a page does not show as it is in the file, in whole sentences.
enum PageNotes {
  /// Frames and individuals that were left out.
  static func thinning(_ selection: PageSelection, _ reader: TrajectoryReader) -> [String] {
    var notes: [String] = []
    if selection.frames.count < reader.frameCount {
      notes.append(
        "Of \(reader.frameCount) frames every \(selection.every.ordinal) is shown and the last; "
          + "charts have all frames.")
    }
    let all = reader.context.individuals
    if selection.individuals.count < all {
      notes.append(
        "Of \(all) individuals \(selection.individuals.count) are shown, spread over all numbers; "
          + "charts are those of all individuals.")
    }
    return notes
  }

  /// How far positions are rounded.
  static func rounding(
    _ columns: [PageColumn], _ blocks: [FrameBlock.Coded], _ reader: TrajectoryReader
  ) -> [String] {
    guard let position = columns.firstIndex(where: { $0.content == .position }) else { return [] }
    let most = blocks.reduce(0) { max($0, $1.rounding[position]) }
    guard most > 0 else { return [] }
    let unit = reader.fileUnits.length.map { " " + $0 } ?? ""
    return [
      "Positions are rounded by at most \(String(format: "%.2g", most))\(unit), the numbers of "
        + "charts not at all."
    ]
  }
}

extension Int {
  /// "2nd", "3rd", "10th".
  fileprivate var ordinal: String {
    let isTeen = (11...13).contains(self % 100)
    let ending = isTeen ? "th" : ["th", "st", "nd", "rd"].dropFirst(self % 10).first ?? "th"
    return "\(self)\(ending)"
  }
}
