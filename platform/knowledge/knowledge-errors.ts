import { StaffError } from '../staff/staff-error.js'
import type { Unwritten } from './drafts/draft-templates.js'

/** Errors that only the knowledge base has. The codes are stable. */
export const knowledgeErrors = {
  changed: (by: string, at: string | null) =>
    new StaffError(409, 'changed', `${by}刚刚改过，请看过最新内容再操作。`, undefined, {
      changedBy: by,
      ...(at !== null && { changedAt: at }),
    }),
  wrongState: () => new StaffError(409, 'wrong_state', '现在不能这样操作，请刷新后再看。'),
  drafted: (by: string) => new StaffError(409, 'wrong_state', `${by}已经在起草这一条，请刷新后再看。`),
  superseded: (title: string) =>
    new StaffError(
      409,
      'superseded',
      `“${title}”在这份草稿起草之后已经发布过新的内容，请对照新内容修改后再发布。`,
    ),
  flagged: () => new StaffError(409, 'law_changed', '依据的法条有变化，请到“受影响内容”里对照新条文后恢复。'),
  inPlace: () => new StaffError(409, 'superseded', '已经有另一版在使用；要用回这一版，请点“退回到这一版”。'),
  expired: () => new StaffError(409, 'expired', '停用日期已经过了，请先改停用日期。'),
  unwritten: (places: readonly Unwritten[]) =>
    new StaffError(
      409,
      'unwritten',
      `还有示例文字没有改：${places.map(({ place, words }) => `${place}“${words}”`).join('、')}。改好再提交审核。`,
    ),
  ownDraft: () => new StaffError(409, 'own_draft', '自己写的或改过的内容要由其他人发布。'),
  busy: () => new StaffError(409, 'busy', '知识库正在更新，请过一会儿再试。'),
  unfit: (problem: string) => new StaffError(400, 'unfit', problem),
  noRegion: () => new StaffError(400, 'no_region', '没有这个行政区划代码。'),
  statuteText: () =>
    new StaffError(409, 'statute_text', '法规原文不能在这里修改；文本有误或有新版本，请上传新的文件。'),
  notHeld: () =>
    new StaffError(409, 'not_held', '原来的文件里已经没有这条内容，不能恢复；请修改后重新发布。'),
  ownNotice: () => new StaffError(409, 'own_draft', '通知要由起草人以外的同事批准。'),
  peopleOnly: () =>
    new StaffError(403, 'people_only', '给群众的通知只能由工作人员起草和批准，不能用接口密钥。'),
  backInUse: () =>
    new StaffError(409, 'back_in_use', '这条内容已经恢复使用，不用再发更正通知；请把通知作废。'),
  lawChanged: () => new StaffError(409, 'law_changed', '依据的法条有变化，请改为“修改”后送审。'),
  past: () => new StaffError(400, 'past', '发布时间要在现在之后。'),
  unreadable: (problem: string) => new StaffError(400, 'unreadable', problem),
  tooLarge: (megabytes: number) =>
    new StaffError(413, 'too_large', `文件太大，最多 ${megabytes} MB，请拆开再传。`),
  uploadEnded: () => new StaffError(409, 'upload_ended', '这次上传已经结束，请重新开始。'),
}
