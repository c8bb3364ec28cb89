import ClausiusHDF5Storage
import Foundation
import Testing

/// `clausius compare` on runs and on columns of numbers.
@Suite struct CompareTests {
  private func tests(_ json: [String: Any], _ name: String) throws -> [String: [String: Any]] {
    let all = try #require(json["comparisons"] as? [String: [String: Any]])
    return try #require(all[name]?["tests"] as? [String: [String: Any]])
  }

  @Test func columnsAreComparedAsSciPyDoes() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write("x\n1\n2\n3\n4\n5\n", to: "a.csv")
    let file = try HDF5File.create(command.path("b.h5"))
    try file.root.createDataset("y", [2, 3, 4, 5, 6, 7.5] as [Double], shape: [6])
    try file.close()
    let result = try command.run(
      "compare", "a.csv:x", "b.h5:/y", "--independent", "--format", "json")
    #expect(result.status == 0)
    let tests = try tests(try result.json(), "values")
    // scipy 1.17: ks_2samp, mannwhitneyu, kruskal, permutation_test.
    let expected = [
      "kolmogorov_smirnov": (0.3333333333333333, 0.8181818181818182),
      "mann_whitney": (8.0, 0.23104548827151294),
      "kruskal_wallis": (1.663580246913587, 0.19712061862419974),
    ]
    for (name, (statistic, probability)) in expected {
      let found = try #require(tests[name])
      #expect(abs((found["statistic"] as? Double ?? .nan) - statistic) < 1e-12)
      #expect(abs((found["p_value"] as? Double ?? .nan) - probability) < 1e-12)
      #expect(found["undefined"] is NSNull)
    }
    #expect(tests["permutation"]?["method"] as? String == "exact, 462 permutations")
  }

  @Test func runsAreComparedByTheirDiagnostics() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    for seed in ["1", "2"] {
      try #require(
        command.run("run", "school.yaml", "--seed", seed, "-o", "\(seed).h5md", "--quiet").status
          == 0)
    }
    let result = try command.run(
      "compare", "1.h5md", "2.h5md", "--diagnostics",
      "polarization,kozachenko_leonenko(of: velocity)", "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let json = try result.json()
    #expect(json["tests_corrected"] as? Int == 2)
    let answer = try #require(
      (json["comparisons"] as? [String: [String: Any]])?["polarization"]?["answer"] as? String)
    #expect(answer.hasPrefix("polarization 0.") && answer.contains(" against 0."))
    #expect(try tests(json, "kozachenko_leonenko(of: velocity)").count == 5)
    let table = try command.run("compare", "1.h5md", "2.h5md", "--diagnostics", "polarization")
    #expect(table.output.contains("kolmogorov_smirnov"))
    let csv = try command.run(
      "compare", "1.h5md", "2.h5md", "--diagnostics", "polarization", "--format", "csv")
    #expect(csv.output.hasPrefix("quantity,samples,measure,value,p_value,p_value_holm,method\n"))
    let whole = try command.run(
      "compare", "1.h5md", "2.h5md", "--diagnostics", "sample_entropy(of: polarization)")
    #expect(whole.status == 2)
    #expect(whole.errors.contains("one number for the whole run"))
  }

  @Test func conditionsAreComparedByTheirRuns() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    for seed in 1...6 {
      try #require(
        command.run(
          "run", "school.yaml", "--seed", "\(seed)", "-o", "\(seed < 4 ? "a" : "b")\(seed).h5md",
          "--quiet"
        ).status == 0)
    }
    let result = try command.run("compare", "a*.h5md", "--against", "b*.h5md", "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let json = try result.json()
    #expect(
      json["runs"] as? [[String]] == [
        ["a1.h5md", "a2.h5md", "a3.h5md"], ["b4.h5md", "b5.h5md", "b6.h5md"],
      ])
    let all = try #require(json["comparisons"] as? [String: [String: Any]])
    #expect(
      Set(all.keys) == ["polarization", "rotation", "oceanic_schooling_index", "phase"])
    let samples = try #require(all["polarization"]?["samples"] as? [[String: Any]])
    #expect(samples.map { $0["blocks"] as? Int } == [3, 3])
    let table = try command.run("compare", "a*.h5md", "--against", "b*.h5md").output
    #expect(table.hasPrefix("polarization 0."))
    #expect(table.contains("each run is one sample"))
    let twice = try command.run("compare", "a1.h5md", "--against", "a*.h5md")
    #expect(twice.status == 2 && twice.errors.contains("named twice"))
    let none = try command.run("compare", "a1.h5md", "--against", "c*.h5md")
    #expect(none.status == 2 && none.errors.contains("no file fits the pattern 'c*.h5md'"))
  }

  /// Words of different lists keep their meaning.
  @Test func phasesOfFamiliesKeepTheirWords() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try command.write(
      """
      system: active_particles
      active_particles: {count: 400, packing_fraction: 0.2}
      run: {duration: 1, time_step: 0.001, seed: 1}
      output: {every: 0.05}
      """, to: "active.yaml")
    for name in ["school", "active"] {
      try #require(command.run("run", name + ".yaml", "-o", name + ".h5", "--quiet").status == 0)
    }
    for files in [["active.h5", "school.h5"], ["school.h5", "active.h5"]] {
      let json = try command.run(
        ["compare"] + files + ["--diagnostics", "phase", "--format", "json"]
      ).json()
      let phase = try #require((json["comparisons"] as? [String: [String: Any]])?["phase"])
      let samples = try #require(phase["samples"] as? [[String: Any]])
      let shares = samples.map { $0["shares"] as? [String: [String: Any]] ?? [:] }
      let active = files[0] == "active.h5" ? 0 : 1
      #expect(shares[active]["uniform"]?["share"] as? Double == 1, "\(phase)")
      #expect(shares[1 - active]["uniform"]?["share"] as? Double ?? 0 == 0, "\(phase)")
    }
  }

  @Test func twiceTheSameIsTestedOnce() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    for seed in ["1", "2"] {
      try #require(
        command.run("run", "school.yaml", "--seed", seed, "-o", "\(seed).h5md", "--quiet").status
          == 0)
    }
    let result = try command.run(
      "compare", "1.h5md", "2.h5md", "--diagnostics",
      "polarization,largest_cluster_polarization(radius: 1000)", "--format", "json")
    let all = try #require(try result.json()["comparisons"] as? [String: [String: Any]])
    #expect(Array(all.keys) == ["polarization"])
    #expect(result.errors.contains("equals polarization in every frame"))
  }

  /// Words count, whatever the order and the length of the lists that hold them.
  @Test func categoriesTwiceTheSameAreTestedOnce() throws {
    let command = try Command()
    defer { command.clean() }
    let lists = [
      ("gait", ["rest", "walk", "run"], [0, 1, 2]),
      ("pace", ["run", "swim", "walk", "rest"], [3, 2, 0]),
      ("other", ["rest", "walk", "run"], [0, 2, 1]),
    ]
    for (name, phase) in [("1.h5", 0), ("2.h5", 1)] {
      let file = try HDF5File.create(command.path(name))
      for (observable, words, codes) in lists {
        let element = try file.root.createGroup("observables/\(observable)")
        let value = try element.createDataset("value", of: Double.self, shape: [12])
        try value.write((0..<12).map { Double(codes[($0 * (phase + 1) + phase) % 5 % 3]) })
        try value.attributes.writeFlags(words)
        for grid in ["step", "time"] {
          try element.createDataset(grid, of: Double.self, shape: [12])
            .write((0..<12).map(Double.init))
        }
      }
      try file.close()
    }
    let result = try command.run(
      "compare", "1.h5", "2.h5", "--diagnostics", "gait, pace, other", "--independent",
      "--format", "json")
    let all = try #require(try result.json()["comparisons"] as? [String: [String: Any]])
    #expect(all.keys.sorted() == ["gait", "other"], "\(result.errors)")
    #expect(result.errors.contains("pace equals gait in every frame and is left out"))
  }

  @Test func analysesReachEstimatorsAndMatrices() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "s.h5md", "--quiet").status == 0)
    let matrix = try command.run(
      "analyze", "s.h5md", "--diagnostics", "transfer_entropy_matrix", "--format", "csv")
    #expect(
      matrix.output.hasPrefix(
        "source,target,transfer_entropy,p_value,p_value_holm,p_value_family,lags,relation\n0,1,"))
    let json = try command.run(
      "analyze", "s.h5md", "--diagnostics",
      "transfer_entropy_matrix, sample_entropy(of: polarization)", "--format", "json"
    ).json()
    let results = try #require(json["results"] as? [String: [String: Any]])
    let rows = try #require(results["transfer_entropy_matrix"]?["matrix"] as? [[Any]])
    #expect(rows.count == rows[0].count && rows[0][0] is NSNull)
    #expect(results["sample_entropy(of: polarization)"]?["along"] as? String == "time")
    let wrong = try command.run(
      "analyze", "s.h5md", "--diagnostics", "sample_entropy(of: polarisation)")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("did you mean 'polarization'?"))
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write("x,y\n1,2\n2,inf\n", to: "a.csv")
    try HDF5File.create(command.path("a.h5md")).close()
    let cases = [
      (["a.h5md", "none.h5md"], "none.h5md: no such file"),
      (["a.h5md", "a.csv:x"], "a.h5md is a trajectory, a.csv:x is none"),
      (["a.csv:x"], "two or more"), (["a.csv", "a.csv"], "has 2 columns"),
      (["a.csv:x", "a.csv:y"], "line 3 is not a finite number"),
      (["a.csv:x", "a.csv:z"], "no column 'z'"),
      (["a.csv:x", "a.csv:x", "--from", "1"], "are for trajectories"),
      (["a.csv:x", "a.csv:x", "--independent", "--block-length", "2"], "exclude each other"),
    ]
    for (arguments, words) in cases {
      let result = try command.start(["compare"] + arguments).wait()
      #expect(result.status == (words.contains("no such file") ? 3 : 2), "\(result.errors)")
      #expect(result.errors.contains(words), "\(result.errors)")
    }
  }
}
