import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

import { loadPatiently } from '@/components/ui/load-patiently'

/** A component whose code is fetched when it is first shown, and not before there is a connection. To be put into `<Suspense>`. */
export const lazyPart = <Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> => lazy(() => loadPatiently(load))
