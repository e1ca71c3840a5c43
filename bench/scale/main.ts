// `npm run bench:scale`: what a million mappings cost beside a thousand, and how a morning's peak goes. With
// `-- --mappings N`, `--people N`, `--within SECONDS` other numbers, with `--only mappings` or `--only peak` one half.
import { parseArgs } from 'node:util'
import { ensureBuild } from '../../scripts/ensure-build.js'
import { compareMappings } from './compare-mappings'
import { runMorningPeak } from './morning-peak'

const { values } = parseArgs({
  options: {
    mappings: { type: 'string', default: '1000000' },
    people: { type: 'string', default: '10000' },
    within: { type: 'string', default: '120' },
    only: { type: 'string' },
  },
})

await ensureBuild()
if (values.only !== 'peak') await compareMappings(Number(values.mappings))
if (values.only !== 'mappings') await runMorningPeak(Number(values.people), Number(values.within))
