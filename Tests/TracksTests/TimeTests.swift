import Foundation
import Testing

@testable import ClausiusTracks

@Suite("Times of tables")
struct TimeTests {
  private func instant(_ text: String, _ order: DateText.Order = .yearFirst) -> Timestamp? {
    DateText(text)?.instant(order)
  }

  @Test("Instants of every form")
  func instants() {
    let noon = Timestamp(seconds: 951_825_600, nanoseconds: 250_000_000)
    #expect(instant("1970-01-01 00:00:00") == Timestamp(seconds: 0, nanoseconds: 0))
    #expect(instant("2000-02-29T12:00:00.250Z") == noon)
    #expect(instant("2000-02-29 14:00:00,250+02:00") == noon)
    #expect(instant("2000-02-29 12:00:00.25 UTC") == noon)
    #expect(instant("29.2.2000 12:00:00.250", .dayFirst) == noon)
    #expect(instant("2/29/2000 12:00:00.250 PM", .monthFirst) == noon)
    #expect(instant("2000-02-29")?.seconds == 951_782_400)
    #expect(instant("0001-01-01 00:00")?.text == "0001-01-01T00:00:00.000Z")
    #expect(instant("2024-12-31T23:59:60Z")?.text == "2025-01-01T00:00:00.000Z")
    #expect(instant("2024-01-01 00:00:00.000100")?.text == "2024-01-01T00:00:00.0001Z")
    #expect(DateText("00:01:05.250")?.duration == 65.25)
    #expect(DateText("100:00:00")?.duration == 360_000)
  }

  @Test(
    "There is no such day or time of day",
    arguments: [
      "2024-02-30", "2023-02-29", "2024-13-01 00:00", "2024-04-31T00:00:00Z", "2024-01-01 25:00",
      "2024-01-01 24:00:01", "2024-01-01 10:60", "2024-01-01 10:00:60", "31/31/2024",
    ])
  func impossible(text: String) throws {
    let found = try #require(DateText(text))
    #expect(found.orders.isEmpty || !found.hasPossibleClock)
    #expect(DateText.Order.allCases.allSatisfy { found.instant($0) == nil })
  }

  @Test(
    "What is no date is none",
    arguments: ["0.033", "12:30", "1.5.", "2024", "10 May 2024", ""])
  func others(text: String) { #expect(DateText(text) == nil) }

  /// The tracks of one individual that moves by 0.5 from row to row.
  private func tracks(_ times: [String]) throws -> Tracks {
    let sheets = try Sheets()
    defer { sheets.clean() }
    var options = TrackOptions()
    (options.columns.time, options.columns.x, options.columns.y) = ("t", "x", "y")
    let rows = times.enumerated().map { "\($1),\(0.5 * Double($0)),0" }
    return try TrackImport([try sheets.write(["t,x,y"] + rows, to: "t.csv")], options).tracks
  }

  private func refusal(_ times: [String]) -> String {
    do {
      _ = try tracks(times)
      return ""
    } catch { return "\(error)" }
  }

  @Test("Microseconds of dates keep all digits")
  func microseconds() throws {
    let numbers = Array(0..<20)
    let tracks = try tracks(
      numbers.map { number in String(format: "2024-01-01 00:00:00.%06d", 100 * number) })
    let times: [Double] = numbers.map { Double(100_000 * $0) / 1e9 }
    #expect(tracks.times == times)
    #expect(tracks.isEquallySpaced)
    #expect(tracks.tracks[0].velocities.allSatisfy { abs($0.x / 5000 - 1) < 1e-9 })
  }

  @Test("Day and month are told apart by the whole column, or refused")
  func order() throws {
    #expect(try tracks(["31/03/2024 01:55", "01/04/2024 01:55"]).times == [0, 86400])
    #expect(try tracks(["3/31/2024 1:55 AM", "4/1/2024 1:55 PM"]).times == [0, 129_600])
    #expect(try tracks(["31.03.2024 01:55", "01.04.2024 01:55"]).times == [0, 86400])
    #expect(try tracks(["23:00:00", "23:00:01", "23:00:03"]).times == [82_800, 82_801, 82_803])
    #expect(refusal(["01/02/2024", "02/03/2024"]).contains("whether the day or the month"))
    #expect(refusal(["31/03/2024", "03/31/2024"]).contains("another order"))
    #expect(refusal(["2024-02-29", "2024-02-30"]).contains("t.csv:3:1: t, line 3: '2024-02-30'"))
    #expect(refusal(["23:59:59", "00:00:00"]).contains("goes back by more than 12 hours"))
    #expect(refusal(["10:00", "10:01"]).contains("dates are read as"))
  }

  @Test(
    "Times of equal steps that a file rounds are taken as exact",
    arguments: [
      (30.0, 3, 0, 200), (30, 3, 0, 2000), (30, 2, 0, 200), (25, 3, 0, 20), (29.97, 3, 0, 2000),
      (240, 3, 0, 2000), (60, 2, 0, 200), (30, 3, 5, 200), (7.5, 2, 0, 200),
    ] as [(Double, Int, Int, Int)])
  func rounded(rate: Double, decimals: Int, lost: Int, count: Int) throws {
    let steps = (0..<count).filter { $0 < 50 || $0 >= 50 + lost }
    let tracks = try tracks(steps.map { String(format: "%.\(decimals)f", Double($0) / rate) })
    #expect(tracks.steps == steps)
    #expect(tracks.isEquallySpaced)
    #expect(zip(tracks.times, steps).allSatisfy { abs($0 - Double($1) / rate) < 1e-4 })
  }

  @Test("Times that are no roundings of equal steps stay as they are")
  func unequal() throws {
    let collars = (0..<30).map { 60 * $0 + [0, 1, -1, 2, 0, -2][$0 % 6] }
    #expect(try tracks(collars.map(String.init)).times == collars.map(Double.init))
    #expect(try tracks(["0", "1", "3"]).times == [0, 1, 3])
    #expect(try tracks((0..<40).map { "\(7 * $0)" }).times == (0..<40).map { Double(7 * $0) })
  }
}
