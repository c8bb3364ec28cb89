/// What a reader should know before trusting an estimate.
public enum EstimateWarning: Sendable, Hashable, CustomStringConvertible {
  /// Fewer samples than possible outcomes: the value leans on its bias correction.
  case undersampled(samples: Int, outcomes: Int)
  /// Few samples for each occupied cell of a table whose number of possible cells has no limit: the
  /// value is biased low, and corrections of the leading bias remove only a part.
  case sparseCells(occupied: Int, samples: Int)
  /// Individuals in cells that hold too few of them for a temperature, which were left out.
  case noTemperature(samples: Int)
  /// Samples outside of the range of the bins that were left out.
  case excluded(samples: Int)
  /// Samples with equal values, where the method assumes that none are.
  case ties(samples: Int)
  /// A series with few samples for its correlation time: the error of its mean is a lower limit.
  case shortSeries(samples: Int, effectiveSamples: Double)
  /// Pairs of stretches of a series that agree in one value more (A) and before (B), so few that
  /// the logarithm of A/B scatters or leans on pairs of a stretch with itself.
  case fewMatches(longer: Int, shorter: Int)
  /// A series too short for the estimator's value to be near its limit.
  case tooShort(samples: Int, needed: Int)
  /// Frames of a series where the value is undefined and which its mean leaves out.
  case undefinedFrames(Int)
  /// The data have no axis that singles itself out: the value depends on the axes of the
  /// coordinates.
  case undefinedAxis
  /// The individuals fill a periodic axis so evenly that they have no center on it.
  case undefinedCenter
  /// Samples at the same place, where the logarithm of their distance does not exist.
  case coincidentSamples(Int)
  /// More than one in twenty surrogates without coupling reach the value.
  case notSignificant(reaching: Int, of: Int)
  /// A series too short beside its memory for surrogates to tell a probability, and how many steps
  /// were turned together.
  case longMemory(stretch: Int)
  /// The rate is too small to be seen from samples this far apart.
  case belowResolution(String)
  /// No parity was stated where velocities and positions differ in what time reversal does to them.
  case unstatedParity
  /// Parts of a series of which one is compared with the reversal of the other differ by
  /// themselves.
  case unlikeParts(String)
  /// A sum over pairs was estimated from a sample of the pairs.
  case sampledPairs(sampled: Int, of: Int)
  /// Samples that repeat a coordinate, and by how many nats their equal distances leave the value
  /// open.
  case tiedCoordinates(samples: Int, of: Int, open: Double)
  /// Neighbors spread as in fewer dimensions than the data have columns: the samples lie on a
  /// surface, or nearly so.
  case fewerDimensions(found: Double, of: Int)
  /// A block of the data by itself, or what is left without it, has no value, so that the blocks
  /// tell no standard error.
  case blockWithoutValue(Undefined)
  /// The largest standard deviation of a column over the smallest, where distances compare columns.
  case unlikeScales(ratio: Double)
  /// Samples that are in both of two data sets which are taken as independent.
  case sharedSamples(Int)
  /// Shells without a pair that so few pairs were expected in that this tells nothing.
  case emptyShells(Int, of: Int)
  /// The mean squared correlation of adjacent columns, where columns are taken as independent.
  case correlatedModes(Double)
  /// A target that follows from its own past to rounding: surrogates tell nothing.
  case noInnovation
  /// Fewer values of the target's past than leave uncorrelated residuals, and how many do, if any.
  case shortHistory(stated: Int, needed: Int?)
  /// Too few surrogates for any of the pairs to become significant.
  case tooFewSurrogates(Int, needed: Int)
  /// Places at which values are missing in a series whose order matters, and values across them
  /// were taken for successive.
  case holes(Int)
  /// Tails so heavy that the kernels follow a few samples.
  case heavyTails(kurtosis: Double)
  /// An estimate above the largest value that the quantity can have.
  case aboveBound(Double)
  /// A histogram with so few samples a bin that its entropy is low.
  case fewSamplesPerBin(samples: Int, bins: Int)
  /// Series without a value, which a mean over series leaves out, and why the first of them has
  /// none.
  case undefinedSeries(Int, of: Int, Undefined)
  /// A mean squared displacement that does not grow in proportion to the lag, and its exponent.
  case notDiffusive(exponent: Double)
  /// Successive rows are correlated, which the standard error does not allow for.
  case correlatedRows(Int, worth: Double)

  /// The name of the warning: what warnings that differ by their numbers alone have in common.
  ///
  /// A case with numbers is the one child of its mirror, labelled by its name; a case without has
  /// none, and its words never change.
  public var kind: String { Mirror(reflecting: self).children.first?.label ?? description }

  /// The warning in words.
  public var description: String {
    switch self {
    case .undersampled(let samples, let outcomes):
      "undersampled: \(samples) samples for \(outcomes) outcomes"
    case .sparseCells(let occupied, let samples):
      "undersampled: \(occupied) occupied cells hold "
        + "\((10 * Double(samples) / Double(max(1, occupied))).rounded() / 10) samples each on average"
    case .noTemperature(let samples):
      "\(samples) individuals are in cells without a temperature and were left out"
    case .excluded(let samples):
      "\(samples) samples lie outside the range of the bins and were left out"
    case .ties(let samples):
      "\(samples) samples are tied with another"
    case .shortSeries(let samples, let effective):
      "the series is short for its correlation time: \(samples) samples are worth about "
        + "\(Int(saturating: effective.rounded())) independent ones; the standard error is a lower limit"
    case .fewMatches(let longer, let shorter):
      "few matches (A = \(longer), B = \(shorter)): use a longer series, a larger tolerance or a smaller length"
    case .tooShort(let samples, let needed):
      "short series: \(samples) values, fewer than \(needed)"
    case .undefinedFrames(let frames):
      "undefined in \(frames) frames, which are left out"
    case .undefinedAxis:
      "no axis singles itself out: the value depends on the axes of the coordinates"
    case .undefinedCenter:
      "the individuals fill a periodic axis evenly: they have no center, that of the box is used"
    case .coincidentSamples(let samples):
      "\(samples) samples have their neighbor at the same place"
    case .notSignificant(let reaching, let all):
      "not significant: \(reaching) of \(all) surrogates reach this value"
    case .longMemory(let stretch):
      "surrogates tell no probability: ten stretches (here of \(stretch) steps) that are longer than the memory "
        + "must fit into the series, and all series must be equally long; use a longer run"
    case .belowResolution(let what), .unlikeParts(let what): what
    case .unstatedParity:
      "parity was not stated: all variables were taken as even, which is wrong for velocities; "
        + "state parity: even, odd, or a list of 1 and -1"
    case .sampledPairs(let sampled, let all):
      "estimated from \(sampled) of \(all) pairs"
    case .tiedCoordinates(let tied, let all, let open):
      "\(tied) of \(all) samples repeat a coordinate: rounded or tied data leave the value open by "
        + "\((1e3 * open).rounded() / 1e3) nat"
    case .fewerDimensions(let found, let columns):
      "neighbors spread as in \((100 * found).rounded() / 100) dimensions, not \(columns): samples on a "
        + "curve or surface, such as directions, have no density; use coordinates on it"
    case .blockWithoutValue(let reason):
      "blocks give no standard error: one of them has no value (\(reason)); use fewer blocks"
    case .unlikeScales(let ratio):
      "the largest standard deviation of a column is \(Int(min(1e15, ratio).rounded())) times the smallest: "
        + "distances see the large ones alone; use scale: standard_deviation"
    case .sharedSamples(let samples):
      "\(samples) samples are in both data sets: they must be independent"
    case .emptyShells(let empty, let all):
      "\(empty) of \(all) shells are empty for want of pairs: use fewer bins or more frames"
    case .correlatedModes(let square):
      "adjacent columns are correlated (mean squared correlation \((1e3 * square).rounded() / 1e3)): they are no "
        + "independent modes, and what they share is counted more than once"
    case .noInnovation:
      "the target follows from its own past to rounding: there is no entropy to transfer, and surrogates tell "
        + "nothing"
    case .shortHistory(let stated, let needed):
      "the residuals of the target are correlated with target_history: \(stated), which can look like transfer; "
        + (needed.map { "use target_history: \($0)" } ?? "no history leaves them uncorrelated")
    case .tooFewSurrogates(let surrogates, let needed):
      "\(surrogates) surrogates cannot make any pair significant at this level: "
        + "at least \(needed) are needed"
    case .holes(let places):
      "values are missing at \(places == 1 ? "one place" : "\(places) places"): what stands before and behind "
        + "was taken for successive"
    case .heavyTails(let kurtosis):
      "heavy tails (kurtosis \((10 * min(1e6, kurtosis)).rounded() / 10)): kernels as wide as a few far samples ask for "
        + "make the value high; kozachenko_leonenko follows tails"
    case .aboveBound(let bound):
      "the value is above \((1e6 * bound).rounded() / 1e6), the largest that is possible: too few samples "
        + "for this estimator"
    case .fewSamplesPerBin(let samples, let bins):
      "\(samples) samples in \(bins) bins: fewer than five a bin make the value low; use fewer bins"
    case .undefinedSeries(let missing, let all, let reason):
      "\(missing) of \(all) series have no value and are left out: \(reason)"
    case .correlatedRows(let rows, let worth):
      "successive rows are correlated: \(rows) are worth about \(Int(saturating: worth.rounded())), "
        + "and the standard error takes them for independent; in a series say error: blocks(20)"
    case .notDiffusive(let exponent):
      "the mean squared displacement grows like the lag to the power \((100 * exponent).rounded() / 100), not 1: "
        + "take longer lags (from, to), or a longer run"
    }
  }
}

/// Why an estimate has no value.
public enum Undefined: Error, Sendable, Hashable, CustomStringConvertible {
  /// Too few samples for the quantity to exist.
  case tooFewSamples(found: Int, needed: Int)
  /// No sample lies in the range of the bins.
  case nothingInRange
  /// Only one outcome is possible, so that dividing by the largest entropy means nothing.
  case singleOutcome
  /// All individuals are in the same place, so that no length or shape exists.
  case noExtent
  /// No individual moves, so that no heading exists.
  case noMotion
  /// All values are equal, so that they have no density.
  case noSpread
  /// The energy is zero everywhere, so that it has no shares.
  case noEnergy
  /// The field is zero everywhere, so that its square has no shares.
  case noField
  /// The energy density is negative somewhere, so that its shares are no probabilities.
  case negativeDensity
  /// The quantity belongs to the whole series and not to one of its frames.
  case wholeSeries
  /// Samples at the same place: their distance has no logarithm.
  case coincidentSamples(Int)
  /// Samples so many of which repeat a coordinate that distances between them mean nothing.
  case tiedCoordinates(samples: Int, of: Int)
  /// The value, or a number on the way to it, is too large for a number of double precision.
  case outOfRange
  /// All values are equal.
  case constantSeries
  /// Nothing matches, so that the logarithm of a share of matches does not exist.
  case noMatches
  /// A transition was seen whose reverse never was: the estimate is infinite.
  case irreversibleTransition
  /// A sample so far from all others that its density is zero in double precision.
  case zeroDensity(samples: Int)
  /// A matrix of covariances without an inverse.
  case singularCovariance
  /// A series that follows from its own past to rounding: nothing can be transferred to it.
  case noInnovation
  /// Residuals that are correlated in time however much of the past is known.
  case correlatedResiduals(history: Int)
  /// Source and target swing with one period through all of their series.
  case sharedRhythm
  /// The current has the same value in every block: its fluctuations cannot be estimated.
  case noFluctuation
  /// A rate within twice its standard error of 0, to which nothing can be compared.
  case noRate
  /// The run wrote no number at this time.
  case notWritten
  /// The frame lacks a quantity that other frames have.
  case missing(String)
  /// A field has no number at one of its points: which, and where.
  case pointWithoutNumber(String)
  /// The one individual that is looked at is absent.
  case absentIndividual
  /// All individuals are absent.
  case nobodyPresent
  /// A part of a composite quantity is undefined.
  case undefinedPart(String)
  /// The histogram of the local packing has one peak, so that no two phases coexist.
  case onePhase

  /// The reason in words.
  public var description: String {
    switch self {
    case .tooFewSamples(let found, let needed): "\(found) samples, at least \(needed) are needed"
    case .nothingInRange: "no sample lies in the range of the bins"
    case .singleOutcome: "only one outcome is possible"
    case .noExtent: "all individuals are in the same place"
    case .noMotion: "no individual moves"
    case .noSpread: "all values are equal"
    case .noEnergy: "the energy is 0, which has no shares"
    case .noField: "the field is 0 everywhere"
    case .negativeDensity: "the energy density is negative somewhere"
    case .wholeSeries: "one value belongs to the whole series, not to a frame"
    case .coincidentSamples(let samples):
      "\(samples) samples have their neighbor at the same place: the data are tied or rounded"
    case .tiedCoordinates(let tied, let all):
      "\(tied) of \(all) samples repeat a coordinate: the data are symbols or rounded too coarsely for distances; "
        + "for symbols use transfer_entropy(method: discrete), or plug_in(values: symbols) of each variable and of the pairs"
    case .outOfRange: "the value is too large for a number of double precision"
    case .constantSeries: "all values are equal"
    case .noMatches: "no two templates match"
    case .irreversibleTransition: "a transition was seen whose reverse never was"
    case .zeroDensity(let samples):
      "\(samples) samples are so far from all others that the kernels there vanish"
    case .singularCovariance:
      "the covariances have no inverse: a variable is constant or depends on the others"
    case .noInnovation:
      "the target follows from its own past to rounding: there is no entropy to transfer"
    case .correlatedResiduals(let history):
      "the residuals of the target stay correlated with \(history) values of its past, so that nothing can "
        + "be tested: take fewer frames a second (--every), more of them, or a longer target_history"
    case .sharedRhythm:
      "source and target keep swinging with one period, so that sources shifted in time tell nothing of chance: take "
        + "more frames than they keep their phases"
    case .noFluctuation: "the current has the same value in every block"
    case .noRate: "the rate is within twice its standard error of 0: nothing is relative to it"
    case .notWritten: "the run wrote no number"
    case .missing(let quantity): "the frame has no \(quantity)"
    case .pointWithoutNumber(let place):
      "\(place) has no number, and all points are needed: fill the gap, "
        + "or take points by themselves, such as phi(x: 0)"
    case .absentIndividual: "the individual is absent"
    case .nobodyPresent: "no individual is present"
    case .undefinedPart(let name): "\(name) is undefined"
    case .onePhase: "one phase: the histogram of the local packing has a single peak"
    }
  }
}
