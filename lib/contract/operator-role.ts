/** The app role of who may look after other people’s identities. */
export const OPERATOR_ROLE = 'Acs.Admin'
