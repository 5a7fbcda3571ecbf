import Foundation

/// One contender: a name and what it does once, which gives a number that must be the same for all.
struct Contender {
    let name: String
    let run: () throws -> Int
}

/// Runs every contender ten times a round, one after the other, seven rounds; prints the medians and their ratios.
func compare(_ title: String, _ contenders: [Contender]) throws {
    let (rounds, times) = (7, 10)
    let sums = try contenders.map { contender in try (0..<5).map { _ in try contender.run() } }
    precondition(Set(sums.joined()).count == 1, "the contenders read different things: \(sums)")
    var cpu = contenders.map { _ in [Double]() }
    var wall = cpu
    for _ in 0..<rounds {
        for (index, contender) in contenders.enumerated() {
            let (wallBegin, cpuBegin) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
            for _ in 0..<times { _ = try contender.run() }
            cpu[index].append((seconds(CLOCK_PROCESS_CPUTIME_ID) - cpuBegin) / Double(times))
            wall[index].append((seconds(CLOCK_MONOTONIC) - wallBegin) / Double(times))
        }
    }
    print("\n\(title) (median of \(rounds) interleaved rounds)")
    let first = median(cpu[0])
    for (index, contender) in contenders.enumerated() {
        let name = contender.name.padding(toLength: 40, withPad: " ", startingAt: 0)
        let (least, cpu, wall) = (cpu[index].min() ?? 0, median(cpu[index]), median(wall[index]))
        print(
            "  \(name) cpu \(shown(cpu * 1e3)) ms (at least \(shown(least * 1e3)))  wall \(shown(wall * 1e3)) ms  "
                + "tagove is \(shown(first / cpu)) of it")
    }
}

private func median(_ samples: [Double]) -> Double { samples.sorted()[samples.count / 2] }

private func shown(_ number: Double) -> String { String(format: "%7.3f", number) }

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
