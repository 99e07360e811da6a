import type { useTranslations } from 'next-intl'

import type { AuditAction, AuditEvent } from '@/lib/core/access/audit'

type Translator = ReturnType<typeof useTranslations<'admin.audit'>>

/** An action as the texts name it. */
type ActionText<Action extends string> = Action extends `${infer Room}.${infer Deed}`
  ? `${Room}_${Deed}`
  : Action

const textOf = <Action extends AuditAction>(action: Action) =>
  action.replace('.', '_') as ActionText<Action>

/** What somebody did, as the end of a sentence about them. */
export const describeAction = ({ action }: AuditEvent, t: Translator): string =>
  t(`actions.${textOf(action)}`)

/** The particulars of an event that say something to a person, of those whose names are known by id. */
export function describeDetail(
  { detail }: AuditEvent,
  names: Record<string, string>,
  t: Translator,
): string {
  const text = (name: string) => {
    const value = detail[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const userId = text('user_id')
  const way = text('with') ?? text('provider')
  const [from, to, scope] = [text('from'), text('to'), text('scope')]
  return [
    userId && Object.hasOwn(names, userId) ? names[userId] : null,
    from && to ? t('detail.change', { from, to }) : text('role'),
    scope && t('detail.scope', { scope }),
    way === 'guest' ? t('detail.guest') : way && t('detail.way', { way }),
    text('reason')?.replaceAll('_', ' '),
  ]
    .filter(Boolean)
    .join(', ')
}
