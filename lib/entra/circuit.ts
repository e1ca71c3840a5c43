import 'server-only'
import { createCircuit } from '@/lib/upstream/circuit'
import { entraFailure, isEntraOutage } from './errors'

/** The circuit around Entra's endpoints but for its keys, which are cached. */
export const entraCircuit = createCircuit('Entra ID', {
  isOutage: isEntraOutage,
  describe: entraFailure,
})
