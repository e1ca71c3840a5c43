// Identifiers, phrases and spellings that gave way to the field's own words. None may come back: see
// replaced-words.test.ts. Keys on the wire, and names that others chose, stay as they are.

/** What replaced each identifier. */
export const identifiers: Record<string, string> = {
  payDebt: 'executeOperation',
  payDebtOrPostpone: 'executeOrPostpone',
  oweDeletion: 'enqueueDeletion',
  findDueDebts: 'findDueOperations',
  takeOnDebt: 'leaseOperation',
  settleDebt: 'completeOperation',
  disown: 'markUnusable',
  pathOfThisApp: 'safeRedirect',
  readAuthRequest: 'sanitizeAuthRequest',
  sessionOptions: 'authOptions',
  identifyCaller: 'setLogCaller',
  noteCaller: 'setContextCaller',
  otherMethods: 'rejectOtherMethods',
  throwIfAway: 'rethrowAsUnavailable',
  AcsAnswer: 'AcsResponse',
  ProblemAnswer: 'ProblemResponse',
  TokenAnswer: 'TokenResponse',
  AnsweredRequest: 'CompletedRequest',
  watchUnanswered: 'watchInFlight',
  noAnswerProblem: 'noResponseProblem',
  exchangeForTeamsUser: 'getTokenForTeamsUser',
  SoundLevel: 'AudioLevel',
  measureSound: 'measureAudioLevel',
  chooseSound: 'selectAudioDevices',
  OwnMedia: 'LocalMedia',
  holdToken: 'setToken',
  useAttempts: 'useLatestOnly',
  Survivors: 'PersistedState',
  underFault: 'applyFault',
  namesItself: 'sendReferrer',
}

/** What replaced each phrase. */
export const phrases: Record<string, string> = {
  'ACS debt not paid yet': 'pending ACS operation failed, will retry',
  'Go on in Microsoft’s window': 'Continue in the Microsoft window',
  'It is of your tenant': 'Issued by your tenant',
  'not a rehearsal': 'This changes real data',
  'Ends every token of yours': 'Invalidates all your tokens, everywhere',
  'It holds nothing of your Microsoft account': 'It contains no data from your Microsoft account',
  'This server issues tokens for nothing else': 'The only scope this server allows',
  'Say where to call': 'Who or what do you want to call?',
  'in a second tab to be two': 'Open this page in a second tab to call yourself.',
  'What it says': 'Claims',
  'One more claim': '1 more claim',
  'What a mapping hangs on': 'Used to find the person’s ACS identity',
  'Names this very token': 'Unique ID of this token',
  'The version of its form': 'Token version',
  'Not here yet': 'No token yet',
  'Consent for everybody': 'Admin consent for your organization',
  'belongs to another user than the caller': 'belongs to someone else',
  'Turn away': 'Deny',
  'Another call': 'Start another call',
  'there is a delay': 'Others may hear you late.',
  'Sign out of Microsoft, too': 'Sign out of Microsoft as well',
  'Copy the answer': 'Copy response',
  'knows no Microsoft accounts': 'does not know about Microsoft accounts',
  'come to life': 'is aria-disabled until hydrated',
  'says of itself': 'is aria-disabled until hydrated',
}

/** British spellings, and the American ones. */
export const spellings: Record<string, string> = {
  behaviour: 'behavior',
  cancelled: 'canceled',
  centre: 'center',
  colour: 'color',
  favour: 'favor',
  honour: 'honor',
  licence: 'license',
  neighbour: 'neighbor',
  normalis: 'normaliz',
  organis: 'organiz',
  recognis: 'recogniz',
  signalling: 'signaling',
}

/** Names that others chose: of keys on the wire, codes of MSAL, packages. */
export const kept = /teamsLicence|user_cancelled|cancelled\|timed_out|@img\/colour/g
