import { readFileSync } from 'node:fs'

// What Linux counts processor time in, whatever the machine: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
const TICK_MS = 10

/** The processor time that a process has used so far, in milliseconds; its children's is theirs. */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** The resident memory of a process, in megabytes. */
export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
