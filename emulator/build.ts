// Builds the package into dist/: plain JavaScript, and the types of what it exports.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import ts from 'typescript'

const here = fileURLToPath(new URL('.', import.meta.url))
const dist = join(here, 'dist')

rmSync(dist, { recursive: true, force: true })
await build({
  entryPoints: [join(here, 'main.ts'), join(here, 'index.ts')],
  outdir: dist,
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
})
writeTypes('index')
copyFileSync(join(here, '../LICENSE'), join(here, 'LICENSE'))

/** Writes the types of a module, and of those that they mention. */
function writeTypes(name: string, written = new Set<string>()): void {
  if (written.has(name)) return
  written.add(name)
  const source = readFileSync(join(here, `${name}.ts`), 'utf8')
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
    fileName: `${name}.ts`,
    reportDiagnostics: true,
    compilerOptions: { isolatedDeclarations: true },
  })
  const [problem] = diagnostics
  if (problem) {
    throw new Error(`${name}.ts: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`)
  }
  // Whoever imports them may resolve as Node.js does: by the whole name of a file.
  const types = outputText.replaceAll(/ from '(\.[^']+)'/g, (_clause, path: string) => {
    writeTypes(join(dirname(name), path), written)
    return ` from '${path}.js'`
  })
  const file = join(dist, `${name}.d.ts`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, types)
}
