// Contenders, interleaved round by round in one process: medians of wall and CPU time, as ratios to the first one.

/** The one in the middle; of none, nothing. */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const WIDTH = 26;

/** Prints the rows: a name, its medians in milliseconds, and how many times as much the first one takes. */
export function table(title, runs) {
  console.log(`\n${title}`);
  console.log(`${"".padEnd(WIDTH)}${"wall ms".padStart(9)}${"cpu ms".padStart(9)}   ${runs[0].name} takes … times as much`);
  const [wall, cpu] = [median(runs[0].wall), median(runs[0].cpu)];
  for (const run of runs) {
    const [w, c] = [median(run.wall), median(run.cpu)];
    const row = [run.name.padEnd(WIDTH), w.toFixed(3).padStart(9), c.toFixed(3).padStart(9)];
    console.log(`${row.join("")}   cpu ${(cpu / c).toFixed(2)}  wall ${(wall / w).toFixed(2)}`);
  }
}

/** Runs each contender `rounds` times; what it gives must be what is expected. Times are divided by `turns`. */
export async function compare(title, contenders, { rounds, turns, expected }) {
  const runs = Object.entries(contenders).map(([name, run]) => ({ name, run, wall: [], cpu: [] }));
  for (let round = -1; round < rounds; round++) {
    for (const { name, run, wall, cpu } of runs) {
      const [begin, before] = [performance.now(), process.cpuUsage()];
      const count = await run();
      const [took, used] = [performance.now() - begin, process.cpuUsage(before)];
      if (count !== expected) throw new Error(`${name}: ${count} in place of ${expected}`);
      // The first round warms up.
      if (round < 0) continue;
      wall.push(took / turns);
      cpu.push((used.user + used.system) / 1e3 / turns);
    }
  }
  table(`${title}; median of ${rounds} interleaved rounds`, runs);
}
