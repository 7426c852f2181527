import { StaffError } from '../staff/staff-error.js'

/** Errors that only the review of knowledge has. The codes are stable. */
export const reviewErrors = {
  notAnswered: () => new StaffError(409, 'not_answered', '这张工单还没有工作人员的答复，不能推荐为问答。'),
  proposed: (by: string) => new StaffError(409, 'proposed', `${by}已经把这张工单推荐为问答了。`),
  unfit: (problem: string) => new StaffError(400, 'unfit', problem),
  noRegion: () => new StaffError(400, 'no_region', '没有这个行政区划代码。'),
  changed: (by: string) => new StaffError(409, 'changed', `${by}刚刚改过这条问答，请看过最新内容再操作。`),
  wrongState: () => new StaffError(409, 'wrong_state', '这条问答现在不能这样操作，请刷新后再看。'),
  ownProposal: () => new StaffError(409, 'own_proposal', '自己推荐的问答要由其他人审核。'),
  busy: () => new StaffError(409, 'busy', '知识库正在更新，请过一会儿再试。'),
}
