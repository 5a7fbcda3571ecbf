package com.tagove.bench

import com.sun.management.OperatingSystemMXBean
import java.lang.management.ManagementFactory

/** One contender: a name and what it does once; what it gives is checked against the others. */
class Contender(val name: String, val run: () -> Any?)

private const val ROUNDS = 7
private const val REPEAT = 200
private val process = ManagementFactory.getOperatingSystemMXBean() as OperatingSystemMXBean

/** Runs every contender in every round, one after the other, and prints the medians: the first is the measure. */
fun compare(title: String, contenders: List<Contender>) {
    val results = contenders.map { it.run() }
    check(results.distinct().size == 1) { "the contenders do not read the same: $results" }
    // Until the compiler has seen enough of each.
    repeat(8) { for (contender in contenders) repeat(REPEAT) { contender.run() } }
    val samples = contenders.map { mutableListOf<Pair<Double, Double>>() }
    repeat(ROUNDS) {
        for ((contender, sample) in contenders.zip(samples)) {
            System.gc() // so that nobody pays for another's garbage; what it makes in its own turn counts
            val (wall, cpu) = System.nanoTime() to process.processCpuTime
            repeat(REPEAT) { contender.run() }
            sample += (System.nanoTime() - wall) / 1e6 / REPEAT to (process.processCpuTime - cpu) / 1e6 / REPEAT
        }
    }
    val cpu = samples.map { sample -> sample.map { it.second }.sorted()[ROUNDS / 2] }
    val least = samples.map { sample -> sample.minOf { it.second } }
    val wall = samples.map { sample -> sample.map { it.first }.sorted()[ROUNDS / 2] }
    println("\n$title (median of $ROUNDS interleaved rounds of $REPEAT; CPU of the whole process, its collector included)")
    println("  %-44s %9s %9s %9s   %s".format("", "wall ms", "cpu ms", "least cpu", "ours takes … of its CPU"))
    for ((index, contender) in contenders.withIndex()) {
        println("  %-44s %9.3f %9.3f %9.3f   %.2f".format(contender.name, wall[index], cpu[index], least[index], cpu[0] / cpu[index]))
    }
}
