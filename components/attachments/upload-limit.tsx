'use client'

import { createContext, use, type ReactNode } from 'react'

/** How many bytes a file may have that is attached on this server, and how people write that. */
export type UploadLimitValue = { bytes: number; size: string }

const Context = createContext<UploadLimitValue>({ bytes: 20_971_520, size: '21 MB' })

export const useUploadLimit = (): UploadLimitValue => use(Context)

export const UploadLimit = ({ children, ...limit }: UploadLimitValue & { children: ReactNode }) => (
  <Context value={limit}>{children}</Context>
)
