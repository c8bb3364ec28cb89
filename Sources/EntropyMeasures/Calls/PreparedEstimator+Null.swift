import ClausiusRandomNumbers

extension PreparedEstimator {
  /// The estimator without surrogates, where it has any.
  public var withoutSurrogates: PreparedEstimator {
    guard var reversal = estimator as? any ReversalEstimator else { return self }
    var result = self
    reversal.surrogates = 0
    result.estimator = reversal
    return result
  }

  /// What the mean over `places` is without a direction of time, beside the mean of `values`, which
  /// is what the estimator made of each; `nil` where the call asks for no surrogates or no place
  /// has a value.
  ///
  /// Stretches of steps are turned at all places together. A surrogate without a finite value at a
  /// place that has one counts as one that reaches the value.
  ///
  /// - Throws: ``EntropyError`` when the data do not suit.
  public func null(
    of places: [[InputArray]], values: [Double?]
  ) throws(EntropyError) -> NullDistribution? {
    guard let reversal = estimator as? any ReversalEstimator, reversal.surrogates > 0 else {
      return nil
    }
    var paths: [InputArray] = []
    for (place, value) in zip(places, values) where value != nil {
      paths.append(try (binning?.symbols(of: place) ?? place)[0])
    }
    let known = values.compactMap(\.self)
    guard !paths.isEmpty, paths.allSatisfy({ $0.rows > 2 }) else { return nil }
    let nats = unit == estimator.unit ? 1 : informationUnit.nats
    return try reversal.null(
      of: paths, value: nats * known.reduce(0, +) / Double(known.count)
    ).divided(by: nats)
  }
}

extension ReversalEstimator {
  /// What the mean over series is without a direction of time, beside its `value`.
  fileprivate func null(
    of paths: [InputArray], value: Double
  ) throws(EntropyError) -> NullDistribution {
    let stretches = ReversedStretches(paths, try reversal(of: paths[0]))
    let random = CounterRandom(seed: UInt64(seed), stream: .surrogates)
    let own = paths.map { fitted(to: $0) }
    var values: [Double?] = []
    for number in 0..<surrogates {
      var sum: Double? = 0
      for (path, estimator) in zip(paths, own) {
        let surrogate = stretches.surrogate(number, of: path, random)
        let found = try estimator.estimateAlone(from: [surrogate]).value
        sum = sum.flatMap { sum in found.map { sum + $0 } }
      }
      values.append(sum.map { $0 / Double(paths.count) })
    }
    return NullDistribution(
      values, beside: value, stretch: stretches.length, isBeyondMemory: stretches.isBeyondMemory)
  }
}

extension Estimate {
  /// Takes what surrogates say, with a warning where they reach the value or tell no probability.
  public mutating func take(_ null: NullDistribution?) {
    self.null = null
    guard let null else { return }
    guard null.isBeyondMemory else { return warn(.longMemory(stretch: null.stretch)) }
    if 20 * (null.reaching + 1) > null.surrogates + 1 {
      warn(.notSignificant(reaching: null.reaching, of: null.surrogates))
    }
  }
}
