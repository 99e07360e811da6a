import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

type Stat = { parent: number; ticks: number }

function readProcessFile(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return null
  }
}

/** Its own time and that of its children that have ended. */
function readStat(pid: number): Stat | null {
  const stat = readProcessFile(pid, 'stat')
  if (stat === null) return null
  // The name in parentheses may contain anything; field 3 comes after its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return { parent: field(4), ticks: field(14) + field(15) + field(16) + field(17) }
}

function processTree(root: number): { pid: number; stat: Stat }[] {
  const all = readdirSync('/proc')
    .map(Number)
    .filter(Number.isInteger)
    .flatMap((pid) => {
      const stat = readStat(pid)
      return stat ? [{ pid, stat }] : []
    })
  const tree = all.filter(({ pid }) => pid === root)
  if (tree.length === 0) throw new Error(`There is no process ${root}.`)
  for (const { pid } of tree) tree.push(...all.filter(({ stat }) => stat.parent === pid))
  return tree
}

/** CPU time (user and system) that a process and its children have used so far. */
export function cpuMilliseconds(pid: number): number {
  const ticks = processTree(pid).reduce((sum, { stat }) => sum + stat.ticks, 0)
  return (ticks * 1000) / ticksPerSecond
}

/** Memory that a process and its children hold now (VmRSS, in 1,000,000 bytes). */
export function residentMegabytes(pid: number): number {
  return processTree(pid).reduce((sum, each) => {
    const status = readProcessFile(each.pid, 'status') ?? ''
    const kibibytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0)
    return sum + (kibibytes * 1024) / 1e6
  }, 0)
}

export type MachineTime = { busy: number; total: number }

/** Time that all processors together were busy, and that has passed for them, since some fixed moment. */
export function machineTime(): MachineTime {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? ''
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, ...rest] = line
    .split(/\s+/)
    .slice(1, 9)
    .map(Number)
  const busy = user + nice + system + rest.reduce((sum, value) => sum + value, 0)
  return { busy, total: busy + idle + wait }
}
