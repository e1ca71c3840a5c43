// Asks the npm registry whether a package that runs in production is known to be dangerous.
import { execFile } from 'node:child_process'

interface AuditReport {
  metadata: { vulnerabilities: Record<'high' | 'critical' | 'total', number> }
}

/** Counts a high or critical advisory as a failure; nothing where the registry has no audit. */
export async function audit(): Promise<{ passed: number; failed: number; skipped: number }> {
  console.log('\n— dependency audit')
  const report = await requestReport()
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

/** npm's report, or null where it got none. */
function requestReport(): Promise<AuditReport | null> {
  const npm = process.env.npm_execpath
  if (!npm) throw new Error('Start this with npm.')
  return new Promise((resolve) => {
    const args = [npm, 'audit', '--omit=dev', '--json']
    execFile(process.execPath, args, { maxBuffer: 64e6, timeout: 60_000 }, (_error, stdout) => {
      resolve(parse(stdout))
    })
  })
}

function parse(text: string): AuditReport | null {
  try {
    const report = JSON.parse(text) as Partial<AuditReport>
    return report.metadata?.vulnerabilities ? { metadata: report.metadata } : null
  } catch {
    return null
  }
}
