import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Does `work` unless it was done for the same inputs before, as `stamp` tells.
 * @param {string} stamp file that keeps the fingerprint
 * @param {string[]} inputs files and folders the result depends on
 * @param {() => Promise<void>} work
 */
export async function unlessUnchanged(stamp, inputs, work) {
  const fingerprint = fingerprintOf(inputs)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return
  await work()
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, fingerprint)
}

/** @param {string[]} inputs */
function fingerprintOf(inputs) {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(filesBelow)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** @param {string} input @returns {string[]} */
function filesBelow(input) {
  if (!statSync(input).isDirectory()) return [input]
  return readdirSync(input)
    .sort()
    .flatMap((name) => filesBelow(path.join(input, name)))
}
