import Foundation

/// What the machine can give to a run.
public enum Machine {
  /// Bytes of memory that a new process can use without swapping, `nil` when the system does not
  /// tell.
  ///
  /// Linux: what the kernel calls available, and less when a control group or a resource limit
  /// allows less. Elsewhere: the physical memory.
  ///
  /// - Parameter systemRoot: the folder that holds `proc` and `sys`, `/` but in tests.
  public static func availableMemory(systemRoot: String = "/") -> Double? {
    #if os(Linux)
      let limits = [
        kernelAvailable(systemRoot), controlGroupAvailable(systemRoot),
        resourceLimit(__rlimit_resource_t(RLIMIT_AS.rawValue)),
      ]
      return limits.compactMap { $0 }.min()
    #else
      return Double(ProcessInfo.processInfo.physicalMemory)
    #endif
  }

  /// Bytes that a file in `folder` may take: the free space of its volume, or less when a resource
  /// limit says so.
  ///
  /// The folder need not exist yet; its nearest existing parent counts. `nil` when the system does
  /// not tell.
  public static func availableDisk(folder: String) -> Double? {
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    while !FileManager.default.fileExists(atPath: url.path), url.path != "/" {
      url.deleteLastPathComponent()
    }
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: url.path)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.doubleValue
    #if os(Linux)
      let limit = resourceLimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue))
    #else
      let limit = resourceLimit(RLIMIT_FSIZE)
    #endif
    return [free, limit].compactMap { $0 }.min()
  }

  #if os(Linux)
    private typealias LimitName = __rlimit_resource_t
  #else
    private typealias LimitName = Int32
  #endif

  private static func resourceLimit(_ name: LimitName) -> Double? {
    var limit = rlimit()
    guard getrlimit(name, &limit) == 0 else { return nil }
    // The kernel's "no limit" is the largest number, which would print as exabytes.
    return limit.rlim_cur > UInt64(Int64.max) / 2 ? nil : Double(limit.rlim_cur)
  }

  #if os(Linux)
    private static func kernelAvailable(_ root: String) -> Double? {
      field("MemAvailable:", of: text(root, "proc/meminfo")).map { $0 * 1024 }
    }

    /// The least that any control group above this process leaves: its limit minus what cannot be
    /// reclaimed of its use.
    private static func controlGroupAvailable(_ root: String) -> Double? {
      let lines = text(root, "proc/self/cgroup").split(separator: "\n")
      let available = lines.flatMap { line -> [Double] in
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        let path = String(parts[2])
        if parts[1].isEmpty {
          return along(path).compactMap {
            left(root, "sys/fs/cgroup\($0)", limit: "memory.max", used: "memory.current")
          }
        }
        guard parts[1].split(separator: ",").contains("memory") else { return [] }
        return along(path).compactMap {
          left(
            root, "sys/fs/cgroup/memory\($0)", limit: "memory.limit_in_bytes",
            used: "memory.usage_in_bytes")
        }
      }
      return available.min()
    }

    /// "/a/b" gives "/a/b", "/a" and "".
    private static func along(_ path: String) -> [String] {
      var folders: [String] = []
      var parts = path.split(separator: "/")
      while true {
        folders.append(parts.map { "/" + $0 }.joined())
        if parts.popLast() == nil { return folders }
      }
    }

    private static func left(
      _ root: String, _ folder: String, limit: String, used: String
    ) -> Double? {
      let number = { (name: String) -> Double? in
        Double(text(root, "\(folder)/\(name)").trimmingCharacters(in: .whitespacesAndNewlines))
      }
      guard let limit = number(limit), let used = number(used) else { return nil }
      let reclaimable = field("inactive_file ", of: text(root, "\(folder)/memory.stat")) ?? 0
      return max(0, limit - used + reclaimable)
    }

    /// The number after `name` at the beginning of a line.
    private static func field(_ name: String, of text: String) -> Double? {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
      let words = line?.dropFirst(name.count).split(separator: " ")
      return words?.first.flatMap { Double($0) }
    }

    private static func text(_ root: String, _ path: String) -> String {
      let url = URL(fileURLWithPath: root).appendingPathComponent(path)
      return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }
  #endif
}
