import { ensureBuild } from '../../../scripts/ensure-build.js'

/** The journeys run against the production build. */
export default async function setup(): Promise<void> {
  await ensureBuild()
}
