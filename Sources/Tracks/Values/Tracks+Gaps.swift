/// The gaps of tracks, and what is done about them.
extension Tracks {
  /// The gaps in which individuals were not seen: their number, and the longest in frames.
  public var gaps: (count: Int, longest: Int) {
    var (count, longest) = (0, 0)
    for track in tracks {
      for k in track.frames.indices.dropFirst() {
        let gap = (steps[track.frames[k]] - steps[track.frames[k - 1]]) / frameStride - 1
        if gap > 0 { (count, longest) = (count + 1, max(longest, gap)) }
      }
    }
    return (count, longest)
  }

  /// The frames that are missing between the first and the last.
  public var missingFrames: Int {
    guard let first = steps.first, let last = steps.last else { return 0 }
    return (last - first) / frameStride + 1 - steps.count
  }

  /// Makes an individual of every stretch without a gap; names get `.2`, `.3`, ... after them, and
  /// individuals are numbered anew from 0.
  mutating func split() {
    var parts: [Track] = []
    for track in tracks {
      var (begin, count) = (0, 1)
      for k in track.frames.indices.dropFirst()
      where steps[track.frames[k]] - steps[track.frames[k - 1]] > frameStride {
        parts.append(part(of: track, begin..<k, count, parts.count))
        (begin, count) = (k, count + 1)
      }
      parts.append(part(of: track, begin..<track.frames.count, count, parts.count))
    }
    tracks = parts
  }

  private func part(of track: Track, _ range: Range<Int>, _ count: Int, _ number: Int) -> Track {
    track.part(range, name: count == 1 ? track.name : "\(track.name).\(count)", number: number)
  }

  /// Fills gaps of at most `most` frames along a straight line, with its velocity; headings turn
  /// the shorter way. Frames that are missing for all are made where a gap spans them.
  ///
  /// - Returns: the number of places filled in.
  mutating func interpolate(upTo most: Int) -> Int {
    addMissingFrames(upTo: most)
    let index = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1, $0) })
    var filled = 0
    for k in tracks.indices {
      let track = tracks[k]
      var whole = track.part(0..<min(1, track.frames.count), name: track.name, number: track.number)
      for next in track.frames.indices.dropFirst() {
        let (first, last) = (steps[track.frames[next - 1]], steps[track.frames[next]])
        if (last - first) / frameStride - 1 <= most {
          for step in stride(from: first + frameStride, to: last, by: frameStride) {
            guard let frame = index[step] else { continue }
            fill(frame, between: next - 1, of: track, into: &whole)
            filled += 1
          }
        }
        whole.append(contentsOf: track.part(next..<next + 1, name: "", number: 0))
      }
      tracks[k] = whole
    }
    return filled
  }

  private func fill(_ frame: Int, between before: Int, of track: Track, into whole: inout Track) {
    let (begin, end) = (times[track.frames[before]], times[track.frames[before + 1]])
    let share = (times[frame] - begin) / (end - begin)
    let step = track.positions[before + 1] - track.positions[before]
    whole.frames.append(frame)
    whole.positions.append(track.positions[before] + share * step)
    if !track.velocities.isEmpty { whole.velocities.append(step / (end - begin)) }
    if !track.headings.isEmpty {
      let turn = (track.headings[before + 1] - track.headings[before])
        .remainder(dividingBy: 2 * .pi)
      whole.headings.append(track.headings[before] + share * turn)
    }
  }

  /// Makes the frames of holes of at most `most` frames.
  private mutating func addMissingFrames(upTo most: Int) {
    guard missingFrames > 0 else { return }
    var (newSteps, newTimes, moved) = ([Int](), [Double](), [Int]())
    for k in steps.indices {
      if k > 0, (steps[k] - steps[k - 1]) / frameStride - 1 <= most {
        let hole = (steps[k] - steps[k - 1]) / frameStride
        for step in 1..<max(1, hole) {
          newSteps.append(steps[k - 1] + step * frameStride)
          newTimes.append(
            times[k - 1] + (times[k] - times[k - 1]) * Double(step) / Double(hole))
        }
      }
      moved.append(newSteps.count)
      newSteps.append(steps[k])
      newTimes.append(times[k])
    }
    (steps, times) = (newSteps, newTimes)
    for k in tracks.indices { tracks[k].frames = tracks[k].frames.map { moved[$0] } }
  }
}

extension Track {
  fileprivate mutating func append(contentsOf other: Track) {
    frames += other.frames
    positions += other.positions
    velocities += other.velocities
    headings += other.headings
  }
}
