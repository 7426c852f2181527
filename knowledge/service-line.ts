/** What a public legal service centre offers; operators may add more, so the type stays a string. */
export const SERVICE_LINES = {
  legal_aid: '法律援助',
  notary: '公证',
  mediation: '人民调解',
  lawyer: '律师服务',
  forensic: '司法鉴定',
  arbitration: '仲裁',
  publicity: '法治宣传',
  resettlement: '安置帮教',
  community_correction: '社区矫正',
} as const

export type ServiceLine = keyof typeof SERVICE_LINES | (string & {})
