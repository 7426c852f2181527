import { requireStaff } from '../../staff/access/staff-access.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { deskErrors } from '../desk-error.js'
import { ADMINISTERING_ROLES } from '../desk-roles.js'
import { switchBody, switchList, switchReply } from '../switches/switch-wire.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const access = { roles: ADMINISTERING_ROLES, scope: 'office' } as const

export function switchRoutes(server: StaffServer, { desk, channels }: DeskHttpOptions): void {
  const list = () => desk.switches.list(['web', ...channels])

  server.get(
    '/api/desk/switches',
    {
      config: { access },
      schema: {
        tags,
        summary: '开关：大模型、智能答复和各渠道是否停用',
        response: { 200: switchList, '4xx': deskError },
      },
    },
    async (request) => ({
      switches: await list(),
      mayChange: requireStaff(request).scope.officeIds === 'all',
    }),
  )

  server.post(
    '/api/desk/switches',
    {
      config: { access },
      schema: {
        tags,
        summary: '停用或恢复，马上对所有服务生效；要写原因，记入审计日志',
        body: switchBody,
        response: { 200: switchReply, '4xx': deskError },
      },
    },
    async (request) => {
      const { member, scope } = requireStaff(request)
      if (scope.officeIds !== 'all') throw deskErrors.provinceOnly()
      const known = await list()
      if (!known.some(({ name }) => name === request.body.name)) throw staffErrors.notFound()
      return { changed: await desk.switches.set({ ...request.body, actorId: member.id }) }
    },
  )
}
