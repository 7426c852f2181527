/** Who somebody is to the speaker or in a case, and what introduces a name: behind these also a rare surname is looked for. */
const ROLES =
  '叫 姓名 名叫 名为 老板 房东 租客 丈夫 妻子 老公 老婆 爱人 前夫 前妻 父亲 母亲 爸 爸爸 妈 妈妈 儿子 女儿 哥 哥哥 弟 弟弟 姐 姐姐 妹 妹妹 侄子 侄女 外甥 孙子 孙女 舅 舅舅 姑 姑姑 叔 叔叔 伯 伯伯 姨 婆婆 公公 岳父 岳母 女婿 儿媳 媳妇 男友 女友 男朋友 女朋友 对象 朋友 同学 同事 邻居 亲戚 战友 老乡 村民 村长 书记 主任 经理 组长 班长 队长 店长 班主任 老师 教练 医生 大夫 护士 律师 法官 警官 民警 司机 车主 货主 雇主 工头 包工头 中介 业务员 客服 保安 保姆 会计 股东 法人 法定代表人 代表人 代理人 负责人 联系人 收款人 付款人 户主 机主 持卡人 证人 原告 被告 第三人 申请人 被申请人 上诉人 被上诉人 当事人 嫌疑人 被害人 受害人 死者 伤者 患者 病人 债务人 债权人 借款人 出借人 担保人 保证人 承租人 出租人 买受人 出卖人 委托人 受托人 继承人 被继承人 遗嘱人 监护人 学生 员工 职工 工人 甲方 乙方 丙方 男方 女方 对方 本人 我是 我叫 是 签名 签字 落款 经办人 审核人 嫂子 弟媳 弟妹 姐夫 妹夫 姑父 姨夫 表哥 表弟 表姐 表妹 堂哥 堂弟 室友 债主 告 怀疑 借给 转给 卖给 打给 真名 本名 大名 原名 小名 化名 曾用名 户名 署名 被告人 来电人 咨询人 投诉人 被投诉人 报案人 报警人 举报人 求助人 来访人 反映人 经手人 签字人 见证人 介绍人 欠款人 收件人 寄件人 驾驶人 驾驶员 肇事者 审判员 审判长 书记员 陪审员 检察官 助理 支书 主管 校长 院长 厂长 所长 车间主任 外卖员 快递员 快递小哥 外卖小哥 工友 网友 徒弟 合伙人 客户 顾客 家属 家长 业主 住户 租户 媒婆 媒人 老人 外公 外婆 姥姥 姥爷 爷爷 奶奶 大伯 二叔 三叔 大哥 二哥 大姐 二姐 小叔子 小姑子 大姑姐 大舅哥 小舅子 小姨子 继父 继母 养父 养母 养子 养女 丈人 丈母娘 爹 娘 娃 干爹 干妈 闺女 外孙 外孙女 外甥女 侄儿 前男友 前女友 未婚夫 未婚妻 男的 女的 男孩 女孩 举报 起诉 控告 状告 投诉'.split(
    ' ',
  )
/** May stand between a role and the name. */
const LINK = /[:是为叫(“" ]$/
const rolesByEnd = new Map<string, string[]>()
for (const role of ROLES) {
  const end = role.at(-1)!
  rolesByEnd.set(end, [...(rolesByEnd.get(end) ?? []), role])
}
const LONGEST_ROLE = 8

/** Whether a name is expected at a place of a text. */
export function isIntroduced(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_ROLE), at)
  const isRole = (end: string) =>
    rolesByEnd.get(end.at(-1) ?? '')?.some((role) => end.endsWith(role)) ?? false
  return isRole(before) || (LINK.test(before) && isRole(before.slice(0, -1)))
}
