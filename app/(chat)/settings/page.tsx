import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'

import { knownModels } from '@/app/(chat)/known-models'
import { ProfilePanel } from '@/components/account/profile-panel'
import { AccountLink } from '@/components/settings/account-link'
import { AppearancePanel } from '@/components/settings/appearance-panel'
import { DataPanel } from '@/components/settings/data-panel'
import { LanguagePanel } from '@/components/settings/language-panel'
import { readLook } from '@/components/settings/look'
import { ModelPanel } from '@/components/settings/model-panel'
import { ShortcutsPanel } from '@/components/settings/shortcuts-panel'
import { WritingPanel } from '@/components/settings/writing-panel'
import { SettingsPage } from '@/components/ui/settings-page'
import { getProfile } from '@/lib/server/commands/get-profile'
import { pageActor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

const sections = [
  'profile',
  'model',
  'appearance',
  'language',
  'writing',
  'shortcuts',
  'data',
] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

export default async function PersonalSettingsPage() {
  const [services, actor, jar, t] = await Promise.all([
    getServices(),
    pageActor(),
    cookies(),
    getTranslations('settings'),
  ])
  const { name, preferred_model: preferred } = await getProfile(services, actor)
  const chosen = preferred === null ? null : services.models.find(preferred)
  const model = chosen?.id ?? services.models.defaultId()
  const hasAccount = services.env.AUTH_MODE !== 'none' && actor.role !== 'guest'
  return (
    <SettingsPage title={t('title')}>
      <Sections />
      {actor.role !== 'guest' && <ProfilePanel name={name} />}
      <ModelPanel
        model={model}
        isChosen={chosen !== null}
        modelNames={knownModels(services.models, [model]).modelNames}
      />
      <AppearancePanel look={readLook((cookie) => jar.get(cookie)?.value)} />
      <LanguagePanel />
      <WritingPanel />
      <ShortcutsPanel />
      <DataPanel />
      {hasAccount && <AccountLink />}
    </SettingsPage>
  )
}

function Sections() {
  const t = useTranslations('settings')
  return (
    <nav aria-label={t('sections.label')} className="-mb-4">
      <ul className="flex flex-wrap gap-x-1 gap-y-1">
        {sections.map((section) => (
          <li key={section}>
            <a
              href={`#${section}`}
              className="text-label text-ink-muted hover:bg-hover hover:text-ink coarse:min-h-11 inline-flex min-h-8 items-center rounded-md px-2.5 font-medium"
            >
              {t(`sections.${section}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
