import { z } from 'zod'
import { childRegions } from '../../../knowledge/regions.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, regionList } from '../wire.js'

/** Down to townships and streets: villages are found through theirs. */
const TOWNSHIP_CODE_LENGTH = 9

export function listRegionsRoute(server: WebServer): void {
  server.get(
    '/api/regions',
    {
      schema: {
        tags: ['资料'],
        summary: '行政区划：parent 的下级；不带 parent 时为省级',
        querystring: z.object({
          parent: z
            .string()
            .regex(/^\d{6,12}$/)
            .optional(),
        }),
        response: { 200: regionList, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'public, max-age=3600')
      const regions = shownChildren(request.query.parent ?? null)
      return {
        regions: regions.map(({ code, name }) => ({
          code,
          name,
          hasChildren: shownChildren(code).length > 0,
        })),
      }
    },
  )
}

function shownChildren(parent: string | null): { code: string; name: string }[] {
  return childRegions(parent).filter(({ code }) => code.length <= TOWNSHIP_CODE_LENGTH)
}
