import { readFileSync } from 'node:fs'

// What Linux counts processor time in, whatever the machine: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
const TICK_MS = 10

/** The processor time that a process and those it has started have used so far, in milliseconds. */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const own = (Number(fields[11]) + Number(fields[12])) * TICK_MS
  return childrenOf(pid).reduce((sum, child) => sum + processorMs(child), own)
}

/** The resident memory of a process, in megabytes. */
export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

// Node starts them on its main thread.
function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return list.split(' ').filter(Boolean).map(Number)
}
