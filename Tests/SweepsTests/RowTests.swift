import ClausiusDeclarations
import ClausiusScenarios
import Foundation
import Testing

@testable import ClausiusSweeps

@Suite("Rows of a sweep")
struct RowTests {
  private static let settings = [("couzin.speed", "1"), ("run.seed", "2")]

  private static var row: MemberRow {
    var row = MemberRow(
      identity: MemberIdentity(settings), status: .complete, settings: settings, wallTime: 0.25)
    var result = MemberResult(.init(name: "a \"call\"(k: 1)", unit: "1"))
    (result.mean, result.standardError) = (0.1, 1e-300)
    result.fields = [.init("outcome", .text("é\n\u{1F41F}")), .init("bounces", .integer(2))]
    row.results = [result]
    return row
  }

  private func read(_ line: String) -> (row: MemberRow, sweep: String)? {
    Array(line.utf8).withUnsafeBytes { MemberRow.read($0) }
  }

  @Test("A row comes back from its line")
  func roundTrip() throws {
    let found = try #require(read(Self.row.line(of: "abc")))
    #expect(found.sweep == "abc")
    #expect(found.row.identity == Self.row.identity)
    #expect(found.row.results == Self.row.results)
    #expect(found.row.wallTime == 0.25)
    #expect(found.row.line(of: "abc") == Self.row.line(of: "abc"))
  }

  @Test("No part of a line is a row, and neither are other values under the same name")
  func tornLines() {
    let line = Self.row.line(of: "abc")
    for length in 0..<line.count { #expect(read(String(line.prefix(length))) == nil) }
    #expect(read(line.replacing("\"run.seed\":\"2\"", with: "\"run.seed\":\"3\"")) == nil)
  }

  private func rows(_ text: String, sweep: String = "abc") throws -> [MemberIdentity: MemberRow] {
    var rows: [MemberIdentity: MemberRow] = [:]
    try Sweeps.withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder.rows, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: folder.rows(of: .whole)))
      rows = try RowReader(folder, sweep: sweep).rows()
    }
    return rows
  }

  @Test("A torn last line is passed over")
  func tornEnd() throws {
    let line = Self.row.line(of: "abc")
    #expect(try rows(line + "\n" + line.prefix(40)).count == 1)
    #expect(try rows(String(line.prefix(40))).isEmpty)
  }

  @Test("A torn line with others behind it, and a foreign row, are refused with their place")
  func damage() throws {
    let line = Self.row.line(of: "abc")
    let torn = #expect(throws: SweepError.self) {
      try rows("\(line)\n\(line.prefix(40))\n\(line)\n")
    }
    #expect(torn?.description.contains("part-0001-of-0001.jsonl:2: this is no row") == true)
    let foreign = #expect(throws: SweepError.self) { try rows(line + "\n", sweep: "def") }
    #expect(foreign?.kind == .request)
    #expect(foreign?.description.contains(":1: this row belongs to another sweep") == true)
  }

  @Test("A row that is complete stands over one that failed, whichever is first")
  func repetitions() throws {
    var failed = Self.row
    failed.status = .failed
    let lines = [failed.line(of: "abc"), Self.row.line(of: "abc"), failed.line(of: "abc")]
    let found = try rows(lines.joined(separator: "\n") + "\n")
    #expect(found[Self.row.identity]?.status == .complete)
  }

  @Test("A writer takes a torn line away, and keeps others out")
  func writer() throws {
    try Sweeps.withFolder { folder in
      let path = folder.rows(of: .whole)
      try SweepFolder.makeFolder(of: path)
      try Data("whole\ntor".utf8).write(to: URL(filePath: path))
      let writer = try RowWriter(path)
      try writer.add("next")
      try writer.synchronize()
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole\nnext\n")
      #expect(throws: SweepError.self) { try RowWriter(path) }
      withExtendedLifetime(writer) {}
    }
  }

  @Test(
    "Parts are named from 1",
    arguments: [("1/1", true), ("2/5", true), ("0/5", false), ("5/4", false), ("2", false)])
  func parts(text: String, isPart: Bool) {
    #expect((SweepPart(text) != nil) == isPart)
    let parts = (1...5).compactMap { SweepPart("\($0)/5") }
    #expect((0..<23).allSatisfy { number in parts.count { $0.contains(number) } == 1 })
  }
}
