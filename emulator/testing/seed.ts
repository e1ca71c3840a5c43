import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes a seed file, of a text as it is or of a value as JSON, and returns its path. */
export async function writeSeed(content: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'seed.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
