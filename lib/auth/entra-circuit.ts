import 'server-only'
import { createCircuit } from '@/lib/http/circuit'
import { entraFailure, isEntraOutage } from './entra-problem'

/** The circuit around Entra's endpoints but for its keys, which are cached. */
export const entraCircuit = createCircuit('Entra ID', {
  isOutage: isEntraOutage,
  describe: entraFailure,
})
