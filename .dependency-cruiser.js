// `npm run lint:imports`: the arrows of the house, and no cycles. scripts/checks/imports.test.ts plants an
// import against each rule.

// What each folder of lib may import of lib besides itself. A folder that isn't named may import none.
const ground = ['contract', 'env', 'errors', 'observability']
const remote = [...ground, 'upstream']
/** @type {Record<string, string[]>} */
export const layers = {
  contract: [],
  call: ['contract'],
  env: ['contract'],
  errors: ['contract'],
  observability: ['contract', 'env', 'errors'],
  // This server's own identity in Azure.
  azure: ground,
  http: ground,
  web: ground,
  db: [...ground, 'azure'],
  upstream: ground,
  limits: [...ground, 'db'],
  communication: [...remote, 'azure'],
  // The protocol, whoever the provider is.
  openid: remote,
  'openid-provider': [...remote, 'openid'],
  entra: [...remote, 'azure', 'openid'],
  graph: remote,
  auth: [...remote, 'db', 'entra', 'graph', 'http', 'limits', 'openid', 'openid-provider', 'web'],
  // A store of mappings may be in Microsoft Graph.
  identity: [...ground, 'auth', 'communication', 'db', 'graph'],
  profile: [...ground, 'auth', 'graph'],
  people: [...ground, 'auth', 'communication', 'db', 'graph', 'identity'],
  teams: [...ground, 'auth', 'communication', 'entra', 'http'],
  runtime: [...remote, 'auth', 'db', 'http', 'identity', 'limits'],
}

// What each folder of the emulator may import of the emulator besides itself and its core: the names
// that tokens are made of, the check of an ACS token, and for the control API what it shows. A folder
// that isn't named may import none.
/** @type {Record<string, string[]>} */
export const emulatorLayers = {
  core: [],
  entra: [],
  communication: ['entra/tokens/resources.ts'],
  graph: ['entra/tokens/claims.ts', 'entra/tokens/resources.ts'],
  oidc: ['entra/tokens/sealed.ts'],
  calls: ['communication/identities/access-token.ts'],
  tls: [],
  // As its users write it, by the package's name.
  recipes: ['index.ts'],
  control: ['communication/', 'entra/'],
}

const TESTS = '\\.test\\.tsx?$'

/** @param {string[]} names */
const libFolders = (names) => (names.length > 0 ? `^lib/(${names.join('|')})(/|\\.ts$)` : '^$')

/** @param {string[]} paths */
const emulatorPaths = (paths) => `^emulator/(${paths.join('|').replaceAll('.', '\\.')})`

/**
 * @param {string} name
 * @param {string} from
 * @param {string} to
 * @param {{ from?: string, to?: string }} except
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const forbid = (name, from, to, except = {}) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: [TESTS, ...(except.from ? [except.from] : [])] },
  to: { path: to, ...(except.to && { pathNot: [except.to] }) },
})

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  ...Object.entries(layers).map(([name, known]) =>
    forbid(`lib/${name}`, libFolders([name]), '^lib/', { to: libFolders([name, ...known]) }),
  ),
  {
    ...forbid('lib without a name', '^lib/', '^lib/', { from: libFolders(Object.keys(layers)) }),
    comment: 'Name the folder in `layers`, with what it may import, and in what may import it.',
  },
  forbid('app', '^', '^app/', { from: '^(app|server)/' }),
  forbid('components', '^components/', '^lib/', { to: libFolders(['call', 'contract']) }),
  forbid('to components', '^(lib|server)/', '^components/'),
  forbid('to server', '^(app|components|lib)/', '^server/'),
  forbid('to tools', '^(app|components|lib|server)/', '^(bench|e2e|emulator|scripts|tests)/'),
  forbid('emulator', '^emulator/', '^(app|bench|components|e2e|lib|scripts|server|tests)/'),
  ...Object.entries(emulatorLayers).map(([name, known]) =>
    forbid(`emulator/${name}`, emulatorPaths([`${name}/`]), '^emulator/', {
      to: emulatorPaths([`${name}/`, 'core/', ...known]),
    }),
  ),
  forbid('emulator without a name', '^emulator/.+/', '^emulator/', {
    from: emulatorPaths([...Object.keys(emulatorLayers), 'testing'].map((name) => `${name}/`)),
  }),
  { name: 'cycle', severity: 'error', from: {}, to: { circular: true } },
]

/** @type {import('dependency-cruiser').IConfiguration} */
const config = {
  forbidden,
  options: {
    // Imports of types count, too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(\\.|node_modules|dist|emulator/dist|test-results|lib/db/generated)|\\.css$',
    },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}

export default config
