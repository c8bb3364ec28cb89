import ClausiusKernelInterface

/// The kernels of the hard-disc gas in the instruction set that this module is built for.
public let discKernels = DiscKernels(
  collectSlots: { collectSlots($0.pointee, $1.pointee, $2, $3, $4) },
  collectPairs: { collectPairs($0.pointee, $1, $2, $3, $4, $5, $6) })

/// The lanes of the scan, the same in all variants.
private typealias Eight = SIMD8<Float>

@inline(__always)
private func collectSlots(
  _ columns: SlotColumns, _ path: SlotPath, _ stretches: UnsafePointer<SlotStretch>, _ count: Int,
  _ hits: UnsafeMutablePointer<Int32>
) -> Int {
  var found = 0
  for k in 0..<count {
    let stretch = stretches[k]
    var own = path
    own.x -= stretch.shiftX
    own.y -= stretch.shiftY
    var slot = stretch.first
    while slot < stretch.end {
      var lanes = meets(columns, own, slot, delayed: true)
      if lanes != 0 {
        lanes &= lanesBefore(stretch.end - slot)
        while lanes != 0 {
          hits[found] = Int32(truncatingIfNeeded: slot &+ lanes.trailingZeroBitCount)
          found &+= 1
          lanes &= lanes &- 1
        }
      }
      slot &+= Eight.scalarCount
    }
  }
  return found
}

@inline(__always)
private func collectPairs(
  _ columns: SlotColumns, _ first: Int, _ end: Int, _ span: Float,
  _ stretches: UnsafePointer<SlotStretch>, _ count: Int,
  _ pairs: UnsafeMutablePointer<SIMD2<Int32>>
) -> Int {
  var found = 0
  for disc in first..<end {
    for k in 0..<count {
      let stretch = stretches[k]
      let path = SlotPath(
        x: columns.x[disc] - stretch.shiftX, y: columns.y[disc] - stretch.shiftY,
        vx: columns.vx[disc], vy: columns.vy[disc], delay: 0, span: span)
      var slot = k == 0 ? disc &+ 1 : stretch.first
      while slot < stretch.end {
        var lanes = meets(columns, path, slot, delayed: false)
        if lanes != 0 {
          lanes &= lanesBefore(stretch.end - slot)
          while lanes != 0 {
            let other = slot &+ lanes.trailingZeroBitCount
            pairs[found] = SIMD2(
              Int32(truncatingIfNeeded: disc), Int32(truncatingIfNeeded: other))
            found &+= 1
            lanes &= lanes &- 1
          }
        }
        slot &+= Eight.scalarCount
      }
    }
  }
  return found
}

/// One bit for each of the first `count` lanes.
@inline(__always)
private func lanesBefore(_ count: Int) -> UInt32 {
  count >= Eight.scalarCount ? 0xFF : (1 << UInt32(truncatingIfNeeded: count)) - 1
}

/// One bit for each of the discs from `slot` on that comes nearer to the path than a contact
/// distance, NaN counting as near.
///
/// With r, v the relative position and velocity, b = r . v and w = r x v, a disc is missed that is
/// not in contact at the start and that moves away (b >= 0), passes by (w^2 > v^2 sigma^2), or is
/// still approaching at the end (b + v^2 T < 0) outside of contact.
@inline(__always)
private func meets(
  _ columns: SlotColumns, _ path: SlotPath, _ slot: Int, delayed: Bool
) -> UInt32 {
  let vx = eight(columns.vx + slot)
  let vy = eight(columns.vy + slot)
  var dx = eight(columns.x + slot) - path.x
  var dy = eight(columns.y + slot) - path.y
  if delayed {
    dx += vx * path.delay
    dy += vy * path.delay
  }
  let ux = vx - path.vx
  let uy = vy - path.vy
  let approach = dx * ux + dy * uy
  let moment = dx * uy - dy * ux
  let speedSquared = ux * ux + uy * uy
  let laterX = dx + ux * path.span
  let laterY = dy + uy * path.span
  let contact = Eight(repeating: columns.contactSquared)
  let isApart = (dx * dx + dy * dy) .> contact
  let endsApart = (laterX * laterX + laterY * laterY) .> contact
  let passesBy = (moment * moment) .> (speedSquared * contact)
  let parts = approach .>= 0
  let turnsLater = (approach + speedSquared * path.span) .< 0
  let misses = isApart .& (parts .| passesBy .| (turnsLater .& endsApart))
  return bits(misses) ^ 0xFF
}

@inline(__always)
private func eight(_ address: UnsafePointer<Float>) -> Eight {
  UnsafeRawPointer(address).loadUnaligned(as: Eight.self)
}

/// The lanes of a mask as bits, the first lane lowest.
@inline(__always)
private func bits(_ mask: SIMDMask<SIMD8<Int32>>) -> UInt32 {
  let words = unsafeBitCast(mask, to: SIMD8<Int32>.self)
  let weights = SIMD8<Int32>(1, 2, 4, 8, 16, 32, 64, 128)
  let chosen = words & weights
  let four = chosen.lowHalf | chosen.highHalf
  let two = four.lowHalf | four.highHalf
  return UInt32(truncatingIfNeeded: two.x | two.y)
}
