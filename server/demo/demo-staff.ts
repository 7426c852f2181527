import type { StaffRole } from '../../platform/staff/staff-member.js'

export interface DemoMember {
  login: string
  name: string
  role: StaffRole
  /** As in offices.csv; null: the whole province. */
  office: string | null
}

/** Everybody of the example city who works at the desk. */
export const DEMO_STAFF = [
  { login: 'yanshi-guanli', name: '演示管理员', role: 'administrator', office: null },
  // Who sees what a visitor of the citizen page says without naming a place.
  { login: 'yanshi-sheng', name: '方远（演示）', role: 'hotline', office: null },
  { login: 'yanshi-zhuguan', name: '演示主管', role: 'supervisor', office: '演示·湖州市公共法律服务中心' },
  { login: 'yanshi-shi', name: '周敏（演示）', role: 'handler', office: '演示·湖州市公共法律服务中心' },
  { login: 'yanshi-huawu', name: '林悦（演示）', role: 'hotline', office: '演示·湖州市公共法律服务中心' },
  { login: 'yanshi-zhishi', name: '何清（演示）', role: 'knowledge', office: '演示·湖州市公共法律服务中心' },
  { login: 'yanshi-qu', name: '陈立（演示）', role: 'handler', office: '演示·吴兴区公共法律服务中心' },
  { login: 'yanshi-qu2', name: '吴越（演示）', role: 'handler', office: '演示·吴兴区公共法律服务中心' },
  { login: 'yanshi-xian', name: '沈丹（演示）', role: 'handler', office: '演示·德清县公共法律服务中心' },
  {
    login: 'yanshi-jiedao',
    name: '章宁（演示）',
    role: 'handler',
    office: '演示·朝阳街道公共法律服务工作站',
  },
  { login: 'yanshi-shequ', name: '徐安（演示）', role: 'handler', office: '演示·朝阳街道示例社区工作室' },
] as const satisfies readonly DemoMember[]

/** Who has left: without a link, and shut out. */
export const DEMO_FORMER_MEMBER = {
  login: 'yanshi-tuixiu',
  name: '严青（演示）',
  role: 'handler',
  office: '演示·德清县公共法律服务中心',
} as const satisfies DemoMember

export type DemoLogin = (typeof DEMO_STAFF)[number]['login']
