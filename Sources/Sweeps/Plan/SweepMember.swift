import ClausiusDeclarations
import ClausiusScenarios

/// One run of a sweep: the scenario with a value for each axis.
public struct SweepMember: Sendable {
  /// Its number in the sweep as it is now, from 0; another one when the sweep has grown.
  public let number: Int
  /// The axes.
  public let axes: [SweepAxis]
  /// A value for each axis.
  public let values: [SweepValue]
  /// What tells it from other members, whatever its number.
  public let identity: MemberIdentity

  /// The member with these values; `seed` counts where no axis is one.
  init(number: Int, axes: [SweepAxis], values: [SweepValue], seed: Int) {
    self.number = number
    self.axes = axes
    self.values = values
    var settings = zip(axes, values).map { ($0.key, $1.text) }
    if !axes.contains(where: { $0.key == SweepAxis.seedKey }) {
      settings.append((SweepAxis.seedKey, seed.scenarioText))
    }
    identity = MemberIdentity(settings)
  }

  /// The keys that it sets.
  public var overrides: [ScenarioOverride] {
    zip(axes, values).map { axis, value in
      if axis.key == SweepAxis.seedKey, let seed = Int(value.text) { return .seed(seed) }
      return .set("\(axis.key)=\(value.text)")
    }
  }

  /// The flags with which `run` gives the same run: `--set couzin.orientation_width=2 --seed 3`.
  public var flags: String {
    zip(axes, values).map { axis, value in
      if axis.key == SweepAxis.seedKey { return "--seed \(value.text)" }
      return "--set " + "\(axis.key)=\(value.text)".quotedForShell
    }.joined(separator: " ")
  }

  /// The command that repeats it.
  public func command(of scenario: Scenario) -> String {
    let flags = flags
    return "\(ProgramName.current) run \(scenario.path.quotedForShell)"
      + (flags.isEmpty ? "" : " " + flags)
  }

  /// The member in messages: "member 17 (couzin.orientation_width=2, run.seed=3)".
  public var inWords: String {
    let settings = zip(axes, values).map { "\($0.key)=\($1.text)" }.joined(separator: ", ")
    return "member \(number)" + (settings.isEmpty ? "" : " (\(settings))")
  }
}

extension String {
  /// The text as one word of a shell.
  public var quotedForShell: String {
    let isPlain = utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || "0123456789_-+./=:,@%".utf8.contains(byte)
    }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
