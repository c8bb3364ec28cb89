import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

@testable import ClausiusViewer

/// A trajectory of individuals whose numbers are known: component c of individual i in frame k is
/// k + i / 10 + c / 100, or numbers without an order that compress little.
private final class SampleFile {
  let path: String
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "clausius-\(UUID().uuidString)")

  init(frames: Int, individuals: Int, isOrdered: Bool = true) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "sample.h5md").path(percentEncoded: false)
    let context = FrameContext(
      system: "sample", individuals: individuals,
      properties: ["species": (0..<individuals).map { Double($0 % 2) }])
    let description = TrajectoryDescription(
      context: context, box: Box(lengths: [100, 100, 100], boundary: .periodic),
      quantities: [.position, .velocity], observables: [.init("energy", about: "energy")],
      compression: .gzip,
      record: RunRecord(
        title: "</script>", scenarioText: "title: sample\n", scenarioFile: "s.yaml",
        overrides: [], configuration: "{}", seed: 7),
      provenance: Provenance(version: "1.0", commit: "abc", kernels: "baseline", threads: 1))
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    for index in 0..<frames {
      var frame = Frame(
        context: context, box: description.box, quantities: description.quantities)
      frame.index = index
      frame.step = index
      frame.time = 0.5 * Double(index)
      frame.observables = [Observable(name: "energy", unit: "1", value: 1 / Double(index + 1))]
      for i in 0..<individuals {
        for c in 0..<3 {
          let ordered = Double(index) + Double(i) / 10 + Double(c) / 100
          let mixed = UInt64(index * 1_000_003 + i * 7919 + c) &* 0x9E37_79B9_7F4A_7C15
          let value = isOrdered ? ordered : Double(mixed >> 11) / 0x1p53 * 100
          frame.quantities[0].values[3 * i + c] = value
          frame.quantities[1].values[3 * i + c] = -value
        }
      }
      try writer.observe(frame)
    }
    try writer.finish(state: StateArchive())
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The text of a page of the file.
  func page(
    _ options: PageExport.Options = .init(), series: [PageSeries] = []
  ) throws -> (text: String, export: PageExport) {
    let reader = try TrajectoryReader(path)
    defer { reader.close() }
    let export = try PageExport(
      reader, PageDescription(title: "</script>&"), series: series, options: options)
    var text = ""
    export.write { text += $0 }
    return (text, export)
  }
}

@Suite("Pages")
struct PageTests {
  private func data(_ id: String, of page: String) -> String? {
    guard let start = page.firstRange(of: "id=\"\(id)\">") else { return nil }
    return String(page[start.upperBound...].prefix { $0 != "<" })
  }

  @Test("The numbers of series come back as they were")
  func series() throws {
    let sample = try SampleFile(frames: 5, individuals: 3)
    let (text, _) = try sample.page()
    let letters = try #require(data("numbers", of: text))
    let packed = try #require(Data(base64Encoded: letters))
    let json = try #require(data("page", of: text))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let properties = try #require(object["properties"] as? [String])
    #expect(properties.last == "species")
    // Times, energies, properties of three.
    let count = 5 + 5 + 3 * properties.count
    let bytes = try #require(Packing.inflate(Array(packed), count: 8 * count))
    let numbers = BytePlanes.decode(bytes, rows: count, as: UInt64.self)
      .map(Double.init(bitPattern:))
    let right: [Double] = [0, 0.5, 1, 1.5, 2, 1, 0.5, 1.0 / 3.0, 0.25, 0.2]
    #expect(Array(numbers.prefix(10)) == right)
    #expect(Array(numbers.suffix(3)) == [0, 1, 0])
  }

  @Test("Positions come back to half a step of their range")
  func positions() throws {
    let sample = try SampleFile(frames: 5, individuals: 3)
    let reader = try TrajectoryReader(sample.path)
    defer { reader.close() }
    let columns = PageColumns(reader.quantities, reader.context, dimension: 3).columns
    #expect(columns.map(\.name) == ["position", "velocity", "speed"])
    #expect(columns.map(\.content) == [.position, .direction, .length])
    let selection = PageSelection(frameCount: 5, every: 2, individualCount: 3, shown: 3)
    let coded = try FrameCoder(reader: reader, columns: columns).code(selection).blocks[0]
    let bytes = try #require(Packing.inflate(coded.packed, count: coded.bytes))
    #expect(coded.bytes == 3 * 3 * (6 + 2 + 2))
    for component in 0..<3 {
      let range = coded.ranges[0][component]
      let part = Array(bytes[18 * component..<18 * (component + 1)])
      let codes = BytePlanes.decode(part, rows: 3, as: UInt16.self)
      for (k, frame) in [0, 2, 4].enumerated() {
        for i in 0..<3 {
          let right = Double(frame) + Double(i) / 10 + Double(component) / 100
          #expect(abs(range.value(codes[3 * k + i]) - right) <= range.step / 2 * 1.0001)
        }
      }
    }
  }

  @Test("What is text stays text, wherever it stands")
  func escaping() throws {
    let sample = try SampleFile(frames: 2, individuals: 2)
    let hostile = PageSeries(
      "a</script><script>alert(1)</script>\u{1}", about: "<!--", values: [1, 2])
    let (text, _) = try sample.page(series: [hostile])
    #expect(!text.contains("alert(1)</script>"))
    #expect(text.contains("<title>&lt;/script&gt;&amp;</title>"))
    let json = try #require(data("page", of: text))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["title"] as? String == "</script>&")
    let series = try #require(object["series"] as? [[String: Any]])
    #expect(series.map { $0["name"] as? String } == ["energy", hostile.name])
    // As many scripts as there are parts: the description, numbers, one block, the program.
    #expect(text.matches(of: /<script/).count == 4)
    #expect(text.contains("Content-Security-Policy"))
    #expect(!text.contains(/(src|href)="(?!data:)/))
  }

  @Test("A page that must be small has fewer frames, then fewer individuals, and says so")
  func thinning() throws {
    let sample = try SampleFile(frames: 400, individuals: 300, isOrdered: false)
    let (whole, all) = try sample.page()
    #expect(all.notes.count == 1)
    let fixed = PageText.fixedBytes
    #expect(whole.utf8.count == all.bytes)
    for (share, hasAll) in [(2, true), (30, false)] {
      let most = fixed + 45_000 + (whole.utf8.count - fixed - 45_000) / share
      let (text, export) = try sample.page(.init(mostBytes: most))
      #expect(text.utf8.count <= most)
      #expect(export.notes[0].hasPrefix("Of 400 frames every "))
      #expect(export.notes.contains { $0.hasPrefix("Of 300 individuals ") } == !hasAll)
    }
    #expect(throws: ViewerError.self) { try sample.page(.init(mostBytes: fixed)) }
  }

  @Test("Standard errors of other series become their bands")
  func errors() {
    let series = [
      PageSeries("mean_rate", values: [1, 2]), PageSeries("rate", values: [3, 4]),
      PageSeries("standard_error_rate", values: [0.1, 0.2]),
      PageSeries("standard_error_of_nobody", values: [5, 6]),
    ].pairingErrors()
    #expect(series.map(\.name) == ["mean_rate", "rate", "standard_error_of_nobody"])
    #expect(series[0].standardErrors == [0.1, 0.2])
    #expect(series[1].standardErrors.isEmpty)
  }
}
