import Foundation
import Testing

@testable import ClausiusPlots

/// What a title or a file's name may contain arrives on the picture as it is, and nowhere else.
@Suite("Text for gnuplot") struct TextTests {
  @Test(arguments: [
    ("plain", "'plain'"), ("it's", "'it'.\"'\".'s'"), ("''", "''.\"'\".''.\"'\".''"),
    ("a_b^{2} \\n \"q\"", "'a_b^{2} \\n \"q\"'"),
    ("`rm -rf` $(x) @m %s", "'`rm -rf` $(x) @m %s'"), ("φ → ∞", "'φ → ∞'"),
    ("two\nlines\tand\u{0}more", "'two lines and more'"), ("", "''"),
  ]) func quoting(text: String, expected: String) {
    #expect(GnuplotText.quoted(text) == expected)
  }

  @Test func numbersHaveAPoint() {
    #expect(GnuplotText.number(1.5) == "1.5")
    #expect(GnuplotText.number(-2.5e-17) == "-2.5e-17")
    #expect(GnuplotText.range(-1...0.25) == "[-1.0:0.25]")
  }

  /// Nothing of a hostile title leaves its quotes, and every line of the script is one of ours.
  @Test func aHostileTitleStaysInItsQuotes() throws {
    let hostile = "x'; system('touch y'); print '\n!touch z"
    var panel = Panel(
      x: Axis(hostile), y: Axis("y"), layers: [.curve(Curve(hostile, x: [0, 1], y: [0, 1]))])
    panel.title = hostile
    panel.notes = [hostile]
    var script = GnuplotScript(format: .png, resolution: 100)
    script.add(
      Page(title: hostile, figures: [Figure(name: "f", panels: [panel])]), output: "p.png")
    for line in script.text.split(separator: "\n") {
      #expect(!line.hasPrefix("!") && !line.hasPrefix("system"))
      let outside = outsideOfQuotes(String(line))
      #expect(!outside.contains("touch") && !outside.contains("system"), "\(line)")
    }
    #expect(script.text.contains("noenhanced"))
  }

  private func outsideOfQuotes(_ line: String) -> String {
    var isInside = false
    return line.replacing("'.\"'\".'", with: "").filter { character in
      if character == "'" { isInside.toggle() }
      return !isInside
    }
  }

  @Test func dataAreRowsOfNumbersBesideTheScript() throws {
    let panel = Panel(
      x: Axis("x"), y: Axis("y"), layers: [.curve(Curve("", x: [1, 2, 3], y: [3, 4, .nan]))])
    var script = GnuplotScript(format: .png, resolution: 100)
    script.add(Page(title: "", figures: [Figure(name: "f", panels: [panel])]), output: "p.png")
    #expect(script.files.count == 1)
    #expect(script.text.contains("'data-0.bin' binary record=(3) format='%2float64'"))
    let numbers = script.files[0].data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    #expect(numbers[..<5] == [1, 3, 2, 4, 3] && numbers[5].isNaN)
  }

  @Test func aPanelWithoutNumbersIsStillAPanel() {
    let panel = Panel(
      x: Axis("x"), y: Axis("y"), layers: [.curve(Curve("none", x: [0, 1], y: [.nan, .nan]))])
    #expect(panel.yRange == 0...1)
    var script = GnuplotScript(format: .pdf, resolution: 100)
    script.add(Page(title: "", figures: [Figure(name: "f", panels: [panel])]), output: "p.pdf")
    #expect(script.text.contains("plot NaN notitle"))
  }

  @Test func endings() throws {
    #expect(try PictureFormat(path: "a/b.PNG") == .png)
    #expect(try PictureFormat(path: "b.mp4").isMovie)
    #expect(throws: PlotError.self) { try PictureFormat(path: "b.jpg") }
    #expect(throws: PlotError.self) { try PictureFormat(path: "png") }
  }
}
