import { auditPageSchema, listAuditSchema } from '@/lib/core/access/audit-page'
import {
  createKeySchema,
  keyListSchema,
  newApiKeySchema,
  workspaceKeyListSchema,
} from '@/lib/core/access/api-key'
import { changePasswordSchema } from '@/lib/core/access/change-password'
import {
  createInvitationSchema,
  invitationListSchema,
  newInvitationSchema,
} from '@/lib/core/access/invitation'
import { memberListSchema, memberSchema, patchMemberSchema } from '@/lib/core/access/member'
import { sessionListSchema } from '@/lib/core/access/session'
import { tokenRequestSchema, tokenSchema } from '@/lib/core/access/token'
import { getUsageSchema, usageSchema } from '@/lib/core/access/usage'
import { currentUserSchema, deleteUserSchema } from '@/lib/core/access/user'
import {
  createWorkspaceSchema,
  patchWorkspaceSchema,
  switchWorkspaceSchema,
  workspaceListSchema,
  workspaceSchema,
} from '@/lib/core/access/workspace'
import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation } from '@/lib/core/api/operation'
import { rowParams } from '@/lib/core/api/path-params'

const tag = 'People'

export const createTokenOperation = operation({
  id: 'createToken',
  method: 'POST',
  path: '/api/auth/token',
  tag,
  access: 'public',
  summary: 'Sign in without a cookie',
  description:
    'For clients that keep no cookies: an e-mail address and password, or a refresh token, for an access token. A refresh token is good once; one that comes again ends its session, so that a client must ask once at a time and keep the new one.',
  body: tokenRequestSchema,
  exampleBody: { grant_type: 'password', email: 'ada@example.com', password: 'a long password' },
  answers: { 200: json(tokenSchema, 'The tokens', examples.token) },
  errors: ['wrong_credentials', 'rate_limited'],
})

export const listSessionsOperation = operation({
  id: 'listSessions',
  method: 'GET',
  path: '/api/auth/sessions',
  tag,
  access: 'account',
  summary: 'List where you are signed in, the most recently used first',
  answers: { 200: json(sessionListSchema, 'Your sessions', { data: [examples.session] }) },
})

export const endSessionsOperation = operation({
  id: 'endSessions',
  method: 'DELETE',
  path: '/api/auth/sessions',
  tag,
  access: 'account',
  summary: 'Sign out everywhere else',
  description: 'Ends all your sessions but the one that asks.',
  answers: { 204: noContent('They have ended') },
})

export const endSessionOperation = operation({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/auth/sessions/{id}',
  tag,
  access: 'account',
  summary: 'Sign out one browser or client of yours',
  params: rowParams,
  answers: { 204: noContent('It has ended') },
  errors: ['session_not_found'],
})

export const changePasswordOperation = operation({
  id: 'changePassword',
  method: 'POST',
  path: '/api/auth/password',
  tag,
  access: 'account',
  summary: 'Change your password',
  description:
    'Ends all your other sessions. An account without a password gets its first one from a session, not from an API key.',
  body: changePasswordSchema,
  exampleBody: { current_password: 'a long password', new_password: 'a longer password' },
  answers: { 204: noContent('It is changed') },
  errors: ['wrong_credentials', 'rate_limited'],
})

export const switchWorkspaceOperation = operation({
  id: 'switchWorkspace',
  method: 'PUT',
  path: '/api/auth/workspace',
  tag,
  access: 'account',
  summary: 'Look at another workspace of yours',
  description: 'Of the session that asks. An API key belongs to one workspace.',
  body: switchWorkspaceSchema,
  exampleBody: { workspace_id: examples.workspace.id },
  answers: { 200: json(currentUserSchema, 'Who you are there', examples.currentUser) },
  errors: ['workspace_not_found'],
})

export const getUserOperation = operation({
  id: 'getUser',
  method: 'GET',
  path: '/api/user',
  tag,
  access: 'read',
  summary: 'Who you are, and where',
  answers: { 200: json(currentUserSchema, 'You', examples.currentUser) },
})

export const deleteUserOperation = operation({
  id: 'deleteUser',
  method: 'DELETE',
  path: '/api/user',
  tag,
  access: 'account',
  summary: 'Delete your account with all that is yours',
  description:
    'Your threads, keys and sessions, and the workspaces that have no other member. `GET /api/export` keeps a copy.',
  body: deleteUserSchema,
  exampleBody: { email: 'ada@example.com', password: 'a long password' },
  answers: { 204: noContent('It is gone') },
  errors: ['wrong_credentials', 'last_owner', 'rate_limited'],
})

export const listKeysOperation = operation({
  id: 'listKeys',
  method: 'GET',
  path: '/api/keys',
  tag,
  access: 'account',
  summary: 'List your API keys in this workspace, the newest first',
  answers: { 200: json(keyListSchema, 'Those that are good', { data: [examples.apiKey] }) },
})

export const createKeyOperation = operation({
  id: 'createKey',
  method: 'POST',
  path: '/api/keys',
  tag,
  access: 'account',
  summary: 'Make an API key for this workspace',
  description:
    'It can do what you can, as far as its scope goes: `read`; `chat`, to write in your threads; `admin`, for your account and what you may administer.',
  body: createKeySchema,
  exampleBody: { name: 'Backup script', scope: 'read', expires_at: null },
  answers: {
    201: json(newApiKeySchema, 'The key, shown this once', {
      ...examples.apiKey,
      key: 'sk_skein_4Zc0bXyE2mQvY8nTq1rHs6uWd3kLpA9fJ7gVxNiOeR5',
    }),
  },
})

export const revokeKeyOperation = operation({
  id: 'revokeKey',
  method: 'DELETE',
  path: '/api/keys/{id}',
  tag,
  access: 'account',
  summary: 'Revoke an API key',
  description: 'Yours, or as owner or admin any of the workspace.',
  params: rowParams,
  answers: { 204: noContent('It is good for nothing') },
  errors: ['key_not_found'],
})

export const listWorkspaceKeysOperation = operation({
  id: 'listWorkspaceKeys',
  method: 'GET',
  path: '/api/workspace/keys',
  tag,
  access: 'workspace',
  summary: 'List the API keys of all members, the newest first',
  answers: {
    200: json(workspaceKeyListSchema, 'Those that are good', {
      data: [{ ...examples.apiKey, user: examples.person }],
    }),
  },
})

export const listWorkspacesOperation = operation({
  id: 'listWorkspaces',
  method: 'GET',
  path: '/api/workspaces',
  tag,
  access: 'read',
  summary: 'List the workspaces that you are in',
  description: 'Budget and limits of a workspace are told to its owner and admins.',
  answers: { 200: json(workspaceListSchema, 'Yours', { data: [examples.workspace] }) },
})

export const createWorkspaceOperation = operation({
  id: 'createWorkspace',
  method: 'POST',
  path: '/api/workspaces',
  tag,
  access: 'server',
  summary: 'Make a workspace that you own',
  description:
    'Only administrators of the server can: its members spend on the server’s provider keys.',
  body: createWorkspaceSchema,
  exampleBody: { name: 'Analytical engines' },
  answers: { 201: json(workspaceSchema, 'The workspace', examples.workspace) },
})

export const updateWorkspaceOperation = operation({
  id: 'updateWorkspace',
  method: 'PATCH',
  path: '/api/workspaces/{id}',
  tag,
  access: 'workspace',
  summary: 'Change the name, the budget or the limits of this workspace',
  description: 'Only of the one that you look at.',
  params: rowParams,
  body: patchWorkspaceSchema,
  exampleBody: { monthly_budget: 50, chat_per_minute: null },
  answers: { 200: json(workspaceSchema, 'The workspace as it is now', examples.workspace) },
  errors: ['workspace_not_found'],
})

export const listMembersOperation = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/api/members',
  tag,
  access: 'read',
  summary: 'List the members of this workspace',
  description: 'Not the guests, and not to them.',
  answers: { 200: json(memberListSchema, 'The members', { data: [examples.member] }) },
})

export const updateMemberOperation = operation({
  id: 'updateMember',
  method: 'PATCH',
  path: '/api/members/{id}',
  tag,
  access: 'workspace',
  summary: 'Change the role of a member',
  description: 'For owners.',
  params: rowParams,
  body: patchMemberSchema,
  exampleBody: { role: 'admin' },
  answers: { 200: json(memberSchema, 'The member as they are now', examples.member) },
  errors: ['member_not_found', 'last_owner'],
})

export const removeMemberOperation = operation({
  id: 'removeMember',
  method: 'DELETE',
  path: '/api/members/{id}',
  tag,
  access: 'account',
  summary: 'Remove a member from this workspace, or leave it',
  description:
    'Owners remove anybody, admins members, everybody themselves. Their sessions and keys in it end; their threads are kept for when they come back.',
  params: rowParams,
  answers: { 204: noContent('They are no member any more') },
  errors: ['member_not_found', 'last_owner'],
})

export const listInvitationsOperation = operation({
  id: 'listInvitations',
  method: 'GET',
  path: '/api/invitations',
  tag,
  access: 'workspace',
  summary: 'List the invitations that can still be accepted, the newest first',
  answers: { 200: json(invitationListSchema, 'The open ones', { data: [examples.invitation] }) },
})

export const createInvitationOperation = operation({
  id: 'createInvitation',
  method: 'POST',
  path: '/api/invitations',
  tag,
  access: 'workspace',
  summary: 'Invite somebody to this workspace by a link',
  body: createInvitationSchema,
  exampleBody: { role: 'member', email: 'grace@example.com', expires_in_days: 7 },
  answers: {
    201: json(newInvitationSchema, 'The invitation with its link, shown this once', {
      ...examples.invitation,
      url: '/invite/Zc0bXyE2mQvY8nTq1rHs6uWd3kLpA9fJ7gVxNiOeR5c',
    }),
  },
  errors: ['already_member'],
})

export const revokeInvitationOperation = operation({
  id: 'revokeInvitation',
  method: 'DELETE',
  path: '/api/invitations/{id}',
  tag,
  access: 'workspace',
  summary: 'Take an invitation back',
  params: rowParams,
  answers: { 204: noContent('Its link is good for nothing') },
  errors: ['invitation_not_found'],
})

export const listAuditOperation = operation({
  id: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  tag,
  access: 'workspace',
  summary: 'Read the audit log of this workspace, the newest event first',
  description:
    'Administrators of the server also read what belongs to no workspace, such as sign-ins that failed.',
  query: listAuditSchema,
  answers: {
    200: json(auditPageSchema, 'A page of events', {
      data: [examples.auditEvent],
      has_more: false,
    }),
  },
})

export const getUsageOperation = operation({
  id: 'getUsage',
  method: 'GET',
  path: '/api/usage',
  tag,
  access: 'read',
  summary: 'Read what was used in this workspace, and what is left of its budget',
  query: getUsageSchema,
  answers: { 200: json(usageSchema, 'The usage', examples.usage) },
})
