// An instance that is asked for one person's identity many times at once, by their Bearer token: says each
// identity and whether this very call created it, as one line of JSON.
import { database } from '@/lib/db/database'
import { configuredDirectory } from '@/lib/auth/directories/configured-directory'
import { ensureIdentity } from '@/lib/identity/ensure-identity'

const [token = '', times = '1'] = process.argv.slice(2)
const caller = await configuredDirectory().verifyBearer(token)
const opened = await database()
// Both instances begin together.
process.stderr.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
const all = await Promise.all(Array.from({ length: Number(times) }, () => ensureIdentity(caller)))
const made = all.map(({ mapping, created }) => [mapping.acsUserId, created])
process.stdout.write(`${JSON.stringify(made)}\n`)
await opened.disconnect()
process.exit(0)
