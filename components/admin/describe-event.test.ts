import { expect, test } from 'vitest'

import { english } from '@/e2e/support/in-english'
import { describeAction, describeDetail } from '@/components/admin/describe-event'
import { auditActionSchema, type AuditEvent } from '@/lib/core/access/audit'

const t = english('admin.audit')
const grace = '00000000-0000-7000-8000-00000000000a'
const event = (detail: AuditEvent['detail']): AuditEvent => ({
  id: '00000000-0000-7000-8000-00000000000b',
  action: 'member.role_changed',
  user: null,
  detail,
  address: '',
  created_at: '2026-11-21T15:00:00.000Z',
})

test('every action has words', () => {
  for (const action of auditActionSchema.options) {
    expect(describeAction({ ...event({}), action }, t)).toMatch(/^\w/)
  }
})

test('particulars are named as far as they mean something', () => {
  expect(
    describeDetail(event({ user_id: grace, from: 'member', to: 'admin' }), { [grace]: 'Grace' }, t),
  ).toBe('Grace, from member to admin')
  expect(describeDetail(event({ user_id: grace, key_id: 'x', sessions: 3 }), {}, t)).toBe('')
  expect(describeDetail(event({ with: 'github' }), {}, t)).toBe('with github')
  expect(describeDetail(event({ with: 'guest' }), {}, t)).toBe('as a guest')
})
