import { globSync } from 'node:fs'
import path from 'node:path'

import { createConfig, lintFromString } from '@redocly/openapi-core'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'

import { refusedOperation, type Method, type Operation } from '@/lib/core/api/operation'
import { operations } from '@/lib/core/api/operations'
import { errorStatus } from '@/lib/core/errors'
import { openapiDocument } from '@/lib/server/http/openapi-document'

const document = openapiDocument()

describe('the OpenAPI document', () => {
  it('passes the linter', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const problems = await lintFromString({
      source: JSON.stringify(document),
      absoluteRef: '/openapi.json',
      config,
    })
    expect(
      problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
    ).toEqual([])
  })

  it('names every operation that is served, and serves every one that it names', async () => {
    type Routes = Record<string, { operation: Operation }>
    const handled: string[] = []
    // What browsers ask of next-auth on their way to sign in is its own protocol, not ours.
    const ours = (file: string) => file !== 'app/api/auth/[...nextauth]/route.ts'
    for (const file of globSync('app/api/**/route.ts').filter(ours)) {
      const address = `/${path.dirname(file)}`
        .replace('/app/', '/')
        .replaceAll(/\[(\w+)\]/g, '{$1}')
      if (address.includes('[')) continue
      const routes = (await import(path.resolve(file))) as Routes
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const operation = routes[method]?.operation
        if (!operation || operation === refusedOperation) continue
        handled.push(`${operation.id}: ${method} ${address}`)
      }
    }
    const named = operations.map(({ id, method, path: at }) => `${id}: ${method} ${at}`)
    expect(named.toSorted()).toEqual(handled.toSorted())
  })

  it('asks for credentials wherever the server does', () => {
    type Secured = Record<string, { security: Record<string, unknown>[]; responses: object }>
    const paths = document.paths as Record<string, Secured>
    for (const { id, path: address, method, access } of operations) {
      const { security, responses } = paths[address]![method.toLowerCase()]!
      const isPublic = access === 'public'
      expect([id, security.length > 0]).toEqual([id, !isPublic])
      if (!isPublic)
        expect(Object.keys(responses), id).toEqual(expect.arrayContaining(['401', '403']))
    }
  })

  it('gives every operation an id of its own', () => {
    const ids = operations.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has examples that fit their schemas', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats(ajv)
    ajv.addSchema({ ...document, $id: 'openapi' })
    const wrong: unknown[] = []
    const check = (pointer: string, example: unknown) => {
      const validate = ajv.getSchema(`openapi#${pointer}`)
      if (!validate) return wrong.push([pointer, 'no schema'])
      if (!validate(example)) wrong.push([pointer, validate.errors?.[0]])
    }
    const escape = (part: string) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
    type Content = Record<
      string,
      { example?: unknown; examples?: Record<string, { value: unknown }> }
    >
    const checkAll = (pointer: string, content: Content = {}) => {
      for (const [type, { example, examples = {} }] of Object.entries(content)) {
        const at = `${pointer}/content/${escape(type)}/schema`
        if (example !== undefined) check(at, example)
        for (const { value } of Object.values(examples)) check(at, value)
      }
    }
    for (const { path: address, method } of operations) {
      const key = method.toLowerCase() as Lowercase<Method>
      const operation = (document.paths as Record<string, Record<string, never>>)[address]?.[
        key
      ] as unknown as {
        requestBody?: { content: Content }
        responses: Record<string, { content?: Content }>
      }
      const at = `/paths/${escape(address)}/${key}`
      checkAll(`${at}/requestBody`, operation.requestBody?.content)
      for (const [status, { content }] of Object.entries(operation.responses)) {
        checkAll(`${at}/responses/${status}`, content)
      }
    }
    expect(wrong).toEqual([])
  })

  it('tells every error that has a status, with an example', () => {
    const told = new Set(
      Object.values(document.paths ?? {}).flatMap((item) =>
        Object.values(
          item as Record<
            string,
            {
              responses: Record<
                string,
                { content?: { 'application/json'?: { examples?: object } } }
              >
            }
          >,
        ).flatMap(({ responses }) =>
          Object.values(responses).flatMap(({ content }) =>
            Object.keys(content?.['application/json']?.examples ?? {}),
          ),
        ),
      ),
    )
    const untold = Object.keys(errorStatus).filter((code) => !told.has(code))
    const ofOtherAddresses = ['method_not_allowed', 'not_found']
    const ofPagesWithForms = ['already_set_up', 'sign_up_refused', 'wrong_code']
    expect(untold.toSorted()).toEqual([...ofOtherAddresses, ...ofPagesWithForms].toSorted())
  })
})
