import type { Extension } from '../core/store'

/** An open extension as Graph shows it. */
export function extensionResource({ name, data }: Extension) {
  return {
    ...data,
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName: name,
    id: name,
  }
}
