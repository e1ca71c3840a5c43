import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

// Functions that write to the log or to telemetry, where only an operator sees what they were given.
const WRITERS = ['log', 'recordRequest', 'countLookup']

/** @param {{ node: any }} path of Babel's syntax tree */
function shouldIgnore({ node }) {
  if (node.type === 'CallExpression' && WRITERS.includes(rootOf(node.callee))) {
    return 'It goes to the log or to telemetry.'
  }
  if (node.type === 'ObjectExpression' && node.properties.length === 1) {
    const name = node.properties[0].key?.name
    if (name === 'cause') return 'The cause of a problem goes to the log alone.'
  }
  return undefined
}

/** The function that log().warn, or log, begins with. @returns {string} */
function rootOf(/** @type {any} */ callee) {
  if (callee.type === 'MemberExpression') return rootOf(callee.object)
  return callee.type === 'CallExpression' ? rootOf(callee.callee) : callee.name
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'observability', { shouldIgnore }),
]
