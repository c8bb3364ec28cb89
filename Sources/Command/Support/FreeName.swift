import Foundation

/// A name beside one that is taken, made of what differs from the scenario as it is.
enum FreeName {
  /// `torus-orientation_width-3-seed-7.h5md` for the settings `couzin.orientation_width=3` and the
  /// seed 7; `torus-2.h5md` where nothing was set; the next number where that is taken too.
  static func beside(_ path: String, settings: [String], seed: Int?) -> String {
    let url = URL(filePath: path)
    let ending = url.pathExtension.isEmpty ? "" : "." + url.pathExtension
    let parts = settings.map(words) + (seed.map { ["seed-\($0)"] } ?? [])
    let stem = ([String(path.dropLast(ending.count))] + parts).joined(separator: "-")
    let isFree = { !FileManager.default.fileExists(atPath: $0) }
    if !parts.isEmpty, stem.count < 200, isFree(stem + ending) { return stem + ending }
    let short = stem.count < 200 ? stem : String(path.dropLast(ending.count))
    let number = (2...).first { isFree("\(short)-\($0)\(ending)") } ?? 2
    return "\(short)-\(number)\(ending)"
  }

  /// The last word of the key, and the value without what a shell or a file system would mind.
  private static func words(_ setting: String) -> String {
    let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
    let key = parts[0].split(separator: ".").last.map(String.init) ?? parts[0]
    let value = (parts.count > 1 ? parts[1] : "").map { character in
      character.isLetter || character.isNumber || "._-+".contains(character) ? character : "_"
    }
    return key + "-" + String(value).trimmingCharacters(in: ["_"])
  }
}
