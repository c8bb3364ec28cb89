import ClausiusDeclarations
import Testing

@testable import ClausiusDiagnostics

@Suite("Phases from evidence")
struct PhaseSequenceTests {
  private static let swarm = PhaseEvidence(polarization: 0.2, rotation: 0.2)
  private static let torus = PhaseEvidence(polarization: 0.2, rotation: 0.75)
  private static let dynamic = PhaseEvidence(polarization: 0.9, rotation: 0.1)
  private static let between = PhaseEvidence(polarization: 0.5, rotation: 0.5)

  private func stretches(
    _ evidence: [PhaseEvidence?], window: Double = 0, dwell: Double = 5
  ) -> [PhaseSequence.Stretch] {
    PhaseSequence(
      times: evidence.indices.map(Double.init), evidence: evidence, window: window, dwell: dwell
    ).stretches
  }

  private func runs(_ parts: (PhaseEvidence?, Int)...) -> [PhaseEvidence?] {
    parts.flatMap { [PhaseEvidence?](repeating: $0.0, count: $0.1) }
  }

  @Test(
    "The thresholds",
    arguments: [
      (0.34, 0.34, SchoolPhase.swarm), (0.34, 0.66, .torus), (0.36, 0.66, .intermediate),
      (0.34, 0.64, .intermediate), (0.66, 0.34, .dynamicParallel), (0.64, 0.34, .intermediate),
      (0.66, 0.36, .intermediate), (0.9985, 0, .dynamicParallel), (0.9987, 0, .highlyParallel),
    ])
  func thresholds(polarization: Double, rotation: Double, phase: SchoolPhase) {
    let evidence = PhaseEvidence(polarization: polarization, rotation: rotation)
    #expect(PhaseRule().entered(evidence) == phase)
  }

  @Test("Neighbors count only for an aligned group")
  func neighbors() {
    func phase(_ polarization: Double, _ kept: Double) -> SchoolPhase {
      PhaseRule().entered(
        PhaseEvidence(polarization: polarization, rotation: 0, keptNeighbors: kept))
    }
    #expect(phase(0.981, 0.97) == .highlyParallel)
    #expect(phase(0.981, 0.95) == .dynamicParallel)
    #expect(phase(0.979, 1) == .dynamicParallel)
    #expect(phase(0.999, 0) == .highlyParallel)
  }

  @Test("A phase is kept until the evidence speaks against it")
  func hysteresis() {
    let rule = PhaseRule()
    let weak = PhaseEvidence(polarization: 0.4, rotation: 0.55)
    #expect(rule.entered(weak) == .intermediate)
    #expect(rule.next(after: .torus, weak) == .torus)
    #expect(rule.next(after: .swarm, weak) == .intermediate)
    #expect(rule.next(after: .intermediate, weak) == .intermediate)
    #expect(rule.next(after: .torus, Self.dynamic) == .dynamicParallel)
    let loose = PhaseEvidence(polarization: 0.2, rotation: 0.75, largestGroup: 0.92)
    #expect(rule.next(after: .torus, loose) == .torus)
    #expect(rule.next(after: .fragmented, loose) == .fragmented)
    let apart = PhaseEvidence(polarization: 0.2, rotation: 0.75, largestGroup: 0.89)
    #expect(rule.next(after: .torus, apart) == .fragmented)
    // Around 1 - p = 0.0014, 0.0028 of which is a tenth.
    func parallel(_ disorder: Double) -> PhaseEvidence {
      PhaseEvidence(polarization: 1 - disorder, rotation: 0)
    }
    #expect(rule.next(after: .highlyParallel, parallel(0.0015)) == .highlyParallel)
    #expect(rule.next(after: .highlyParallel, parallel(0.0016)) == .dynamicParallel)
    #expect(rule.next(after: .dynamicParallel, parallel(0.0013)) == .dynamicParallel)
    #expect(rule.next(after: .dynamicParallel, parallel(0.0012)) == .highlyParallel)
  }

  @Test("A short visit is none, a short way between two phases is shared")
  func dwell() {
    #expect(
      stretches(runs((Self.torus, 20), (Self.swarm, 4), (Self.torus, 20))) == [
        .init(phase: .torus, frames: 0..<44)
      ])
    #expect(
      stretches(runs((Self.torus, 20), (Self.swarm, 5), (Self.torus, 20))) == [
        .init(phase: .torus, frames: 0..<20), .init(phase: .swarm, frames: 20..<25),
        .init(phase: .torus, frames: 25..<45),
      ])
    #expect(
      stretches(runs((Self.swarm, 20), (Self.between, 3), (Self.torus, 20))) == [
        .init(phase: .swarm, frames: 0..<21), .init(phase: .torus, frames: 21..<43),
      ])
    #expect(
      stretches(runs((Self.swarm, 20), (Self.between, 3))) == [
        .init(phase: .swarm, frames: 0..<23)
      ])
  }

  @Test("The start is not hidden, however short it lasted")
  func start() {
    for (evidence, phase) in [(Self.swarm, SchoolPhase.swarm), (Self.between, .intermediate)] {
      #expect(
        stretches(runs((evidence, 2), (Self.torus, 20))) == [
          .init(phase: phase, frames: 0..<2), .init(phase: .torus, frames: 2..<22),
        ])
    }
    // Evidence that would not end a torus does not hide one either.
    let nearly = PhaseEvidence(polarization: 0.2, rotation: 0.6)
    #expect(
      stretches(runs((nearly, 2), (Self.torus, 20))) == [.init(phase: .torus, frames: 0..<22)])
  }

  @Test("Phases that flicker are intermediate, not the phase before")
  func flicker() {
    let flicker = (0..<12).flatMap { runs(($0 % 2 == 0 ? Self.dynamic : Self.torus, 2)) }
    #expect(
      stretches(runs((Self.swarm, 20)) + flicker) == [
        .init(phase: .swarm, frames: 0..<20), .init(phase: .intermediate, frames: 20..<44),
      ])
  }

  @Test("Evidence is averaged over the window, symmetrically")
  func window() {
    let evidence = runs((Self.torus, 50), (Self.dynamic, 50))
    #expect(
      stretches(evidence, window: 10).map(\.phase) == [.torus, .dynamicParallel])
    let change = stretches(evidence, window: 10)[1].frames.lowerBound
    #expect(abs(change - 50) <= 1)
    let noisy = (0..<100).map { $0 % 2 == 0 ? Self.torus : Self.between }
    #expect(stretches(noisy, window: 4, dwell: 0).map(\.phase) == [.torus])
  }

  @Test("Frames without evidence are no phase")
  func unknown() {
    #expect(stretches([]) == [])
    #expect(stretches([nil]) == [.init(phase: .intermediate, frames: 0..<1)])
    #expect(
      stretches([Self.torus], dwell: 0) == [.init(phase: .torus, frames: 0..<1)])
    #expect(
      stretches(runs((Self.torus, 10), (nil, 10))) == [
        .init(phase: .torus, frames: 0..<10), .init(phase: .intermediate, frames: 10..<20),
      ])
  }
}
