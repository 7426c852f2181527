import { z } from 'zod'
import { EVERYBODY, requireStaff } from '../access/staff-access.js'
import type { StaffServer } from '../staff-server.js'
import type { StaffRouteDeps } from './staff-route-deps.js'
import { errorSchema, officeView } from './staff-wire.js'

export function listOfficesRoute(server: StaffServer, { db }: StaffRouteDeps): void {
  server.get(
    '/api/staff/offices',
    {
      config: { access: { roles: EVERYBODY, scope: 'office' } },
      schema: {
        tags: ['工作人员'],
        summary: '本机构和下级机构',
        response: { 200: z.object({ offices: z.array(officeView) }), '4xx': errorSchema },
      },
    },
    async (request) => {
      const { officeIds } = requireStaff(request).scope
      let query = db
        .selectFrom('offices')
        .select(['id', 'name', 'level', 'region_code as regionCode', 'parent_id as parentId'])
      if (officeIds !== 'all') query = query.where('id', 'in', officeIds)
      return { offices: await query.orderBy('region_code').orderBy('name').execute() }
    },
  )
}
