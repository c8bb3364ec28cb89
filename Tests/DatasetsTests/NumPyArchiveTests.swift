import ClausiusDatasets
import Testing

@Suite("Archives of NumPy")
struct NumPyArchiveTests {
  /// The checksum of ZIP archives, bit by bit: the polynomial 0xEDB88320.
  private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = sum & 1 == 1
        sum >>= 1
        if isOdd { sum ^= 0xEDB8_8320 }
      }
    }
    return ~sum
  }

  private func little(_ number: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }

  /// An array of numbers of one byte.
  private func array(_ numbers: [UInt8]) -> [UInt8] {
    let count = numbers.count
    let head = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(count),), }\n"
    var bytes: [UInt8] = [0x93]
    bytes += Array("NUMPY".utf8)
    bytes += [1, 0]
    bytes += little(UInt32(head.utf8.count), 2)
    bytes += Array(head.utf8)
    return bytes + numbers
  }

  /// An archive of one stored member `a.npy`, and where its bytes begin.
  private func archive(_ member: [UInt8]) -> (bytes: [UInt8], begin: Int) {
    let name = Array("a.npy".utf8)
    let size = little(UInt32(member.count), 4)
    var common: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    common += little(crc32(member), 4)
    common += size
    common += size
    common += [5, 0, 0, 0]
    var local: [UInt8] = [0x50, 0x4B, 3, 4]
    local += common
    local += name
    var central: [UInt8] = [0x50, 0x4B, 1, 2, 20, 0]
    central += common
    central += [UInt8](repeating: 0, count: 14)
    central += name
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0]
    end += little(UInt32(central.count), 4)
    end += little(UInt32(local.count + member.count), 4)
    end += [0, 0]
    return (local + member + central + end, local.count)
  }

  @Test("The checksum of a member is that of its bytes, and one changed bit is found")
  func checksum() throws {
    let member = array([1, 2, 3])
    let (bytes, begin) = archive(member)
    #expect(try NumPyArchive(bytes, path: "t.npz").array("a").values == [1, 2, 3])
    var damaged = bytes
    damaged[begin + member.count - 1] ^= 1
    let error = #expect(throws: DatasetError.self) {
      try NumPyArchive(damaged, path: "t.npz").array("a")
    }
    #expect(error?.kind == .storage)
    #expect(error?.description.hasPrefix("t.npz: 'a.npy' in the archive is damaged") == true)
  }
}
