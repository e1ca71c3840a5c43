// Asks the npm registry whether a package that runs in production is known to be dangerous.
import { execFile } from 'node:child_process'

/**
 * Counts a high or critical advisory as a failure; nothing where the registry doesn't offer to tell.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function audit() {
  console.log('\n— dependency audit')
  const report = await ask()
  if (!report) {
    console.log('The registry does not offer it.')
    return { passed: 0, failed: 0, skipped: 0 }
  }
  const { high, critical, total } = report.metadata.vulnerabilities
  const dangerous = high + critical
  console.log(`${total} advisories, ${dangerous} of them high or critical.`)
  if (dangerous) console.log('More: npm audit --omit=dev')
  return { passed: Number(!dangerous), failed: Number(dangerous > 0), skipped: 0 }
}

/**
 * npm's report, or null where it got none.
 * @returns {Promise<{ metadata: { vulnerabilities: Record<'high' | 'critical' | 'total', number> } } | null>}
 */
function ask() {
  const npm = process.env.npm_execpath
  if (!npm) throw new Error('Start this with npm.')
  return new Promise((resolve) => {
    const args = [npm, 'audit', '--omit=dev', '--json']
    execFile(process.execPath, args, { maxBuffer: 64e6, timeout: 60_000 }, (_error, stdout) => {
      resolve(parse(stdout))
    })
  })
}

/** @param {string} text */
function parse(text) {
  try {
    const report = JSON.parse(text)
    return report.metadata?.vulnerabilities ? report : null
  } catch {
    return null
  }
}
