import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusHDF5Storage
import ClausiusReports
import Foundation
import Testing

@Suite("Reports") struct ReportTests {
  private var report: AnalysisReport {
    var series = RunningSeries()
    for value in [1.0, 2, 3, 2] { series.add(value) }
    return AnalysisReport(
      file: "a.h5md", system: "couzin", frames: 4, window: 0.5...2,
      results: [
        .init(name: "rotation", unit: "1", series: series, warnings: ["a warning"]),
        .init(name: "empty", unit: "nat", series: RunningSeries(), warnings: []),
      ])
  }

  @Test func jsonHasTheNamesThatScriptsRelyOn() throws {
    let json = report.json
    #expect(json["file"] == "a.h5md")
    #expect(json["system"] == "couzin")
    #expect(json["frames"] == 4)
    #expect(json["window"]?["from"] == .number(0.5))
    #expect(json["window"]?["to"] == .number(2))
    let rotation = try #require(json["results"]?["rotation"])
    #expect(rotation["mean"] == .number(2))
    #expect(rotation["minimum"] == .number(1))
    #expect(rotation["maximum"] == .number(3))
    #expect(rotation["first"] == .number(1))
    #expect(rotation["last"] == .number(2))
    #expect(rotation["samples"] == 4)
    #expect(rotation["unit"] == "1")
    #expect(rotation["warnings"] == ["a warning"])
    #expect(rotation["standard_deviation"] == .number((2.0 / 3).squareRoot()))
    let empty = try #require(json["results"]?["empty"])
    #expect(empty["mean"] == .null)
    #expect(empty["standard_error"] == .null)
    _ = try JSONSerialization.jsonObject(with: Data(json.text.utf8))
  }

  @Test func theTableIsPlainUnlessAsked() {
    let table = report.table()
    #expect(table.contains("a.h5md (couzin): 4 frames, time 0.5 to 2"))
    #expect(table.contains("rotation: a warning"))
    #expect(table.contains("undefined"))
    #expect(!table.contains("\u{1B}"))
    #expect(report.table(hasColors: true).contains("\u{1B}[1mrotation\u{1B}[0m"))
  }

  @Test func csvQuotesAndLeavesUndefinedEmpty() throws {
    var text = ""
    let csv = SeriesCSV(names: ["plain", "call(a: [1, 2])"]) { text += $0 }
    try csv.add(
      time: 0.1,
      [
        Estimate(1.0 / 3, unit: .dimensionless, samples: 1),
        Estimate(undefined: .noMotion, unit: .dimensionless, samples: 0),
      ])
    try csv.finish()
    #expect(text == "time,plain,\"call(a: [1, 2])\"\n0.1,0.3333333333333333,\n")
  }

  @Test func hdf5HoldsAGroupForEachDiagnostic() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "series.h5").path()
    let series = try SeriesHDF5(path, source: "a.h5md", calls: [.init(name: "rotation", unit: "1")])
    for k in 0..<2500 {
      try series.add(
        time: Double(k) / 2,
        [
          Estimate(
            Double(k), unit: .dimensionless, samples: 1,
            standardError: k % 2 == 0 ? StandardError(0.5, by: .blocking) : nil)
        ])
    }
    try series.finish()
    let group = try HDF5File.openForReading(path).root.openGroup("diagnostics/rotation")
    #expect(
      try group.openDataset("value").read(as: Double.self) == (0..<2500).map { Double($0) })
    #expect(
      try group.openDataset("time").read(as: Double.self) == (0..<2500).map { Double($0) / 2 })
    let errors = try group.openDataset("standard_error").read(as: Double.self)
    #expect(errors[0] == 0.5)
    #expect(errors[1].isNaN)
    #expect(try group.openDataset("time").isScale)
  }
}
