/** Legal field of a question: a closed set. The label is what citizens and staff read. */
export const MATTERS = {
  marriage_family: '婚姻家庭',
  inheritance: '继承',
  labour: '劳动用工',
  work_injury: '工伤',
  loan_debt: '借贷债务',
  guaranty: '担保',
  housing_lease: '房屋租赁',
  property_management: '物业',
  real_estate_sale: '房屋买卖',
  land_demolition: '土地征迁',
  traffic: '交通事故',
  consumer: '消费维权',
  medical: '医疗',
  tort_personal_injury: '人身损害',
  neighbour: '邻里',
  criminal: '刑事',
  online_fraud: '网络诈骗',
  administrative: '行政',
  civil_procedure_enforcement: '诉讼与执行',
  company: '公司经营',
  intellectual_property: '知识产权',
  social_insurance: '社会保险',
  minor_protection: '未成年人',
  elder_support: '养老赡养',
  other: '其他',
} as const

export type Matter = keyof typeof MATTERS

export function isMatter(value: string): value is Matter {
  return Object.hasOwn(MATTERS, value)
}
