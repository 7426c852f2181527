import type { legalAidZhCN } from './legal-aid-zh-CN.js'

export const legalAidEn: typeof legalAidZhCN = {
  verdicts: {
    appointed: 'No lawyer has to be paid here: whoever handles the case must have one appointed.',
    meets: 'As you describe it, the conditions for legal aid are met.',
    may_meet: 'The conditions may be met: the legal aid office has to check.',
    outside: 'Legal aid does not usually cover this. There are other ways.',
  },
  covered: (label, basis) => `${label}: the law lists this among what one may apply for${basis}.`,
  free: (label, basis) => `${label}: hardship is no condition${basis}.`,
  notChecked: (label, basis) => `${label}: where papers show this, hardship is not checked${basis}.`,
  appointed: (label, basis) => `${label}: without a lawyer, one must be appointed${basis}.`,
  notCovered: 'The law lists no such case; local rules may be wider〔法律援助法第三十一条第九项〕.',
  hardshipOpen:
    'Hardship counts as well: each province sets the limit and changes it〔法律援助法第三十四条〕. I do not have the local figure: 12348 or the local legal aid centre knows it.',
  hardshipShown:
    'Describe your means honestly: the office can look them up, or you sign a personal pledge〔法律援助法第四十一条〕.',
  lawyerEnds:
    'You have a lawyer: ask 12348 first, for aid ends where one takes a lawyer of one’s own〔法律援助法第四十八条第一款第六项〕.',
  hasLawyer: (basis) => `One condition is that you have no lawyer yet${basis}; you have one.`,
  urgent:
    'With less than seven days to a time limit, say so first: aid may be given at once and the papers later〔法律援助法第四十四条〕.',
  steps: {
    whereSuit:
      'For a lawsuit, apply where the court or authority is; otherwise where the dispute is handled or where it happened〔法律援助法第三十八条〕.',
    whereCriminal:
      'Apply where the authority that handles the case is〔法律援助法第三十八条〕; family may apply for him or her〔法律援助法第四十条〕.',
    passedOn: 'Whoever is detained may have it passed on within 24 hours〔法律援助法第三十九条〕.',
    decided:
      'The office decides within seven days, appoints somebody within three more, or refuses in writing with reasons〔法律援助法第四十三条〕.',
    objection:
      'You may object at the justice bureau, which answers within five days〔法律援助法第四十九条〕.',
  },
  otherWays: {
    advice:
      'Ask first, free of charge: at the counter, online, or call 12348〔法律援助法第二条；第二十三条〕.',
    mediation: 'People’s mediation committees mediate free of charge〔人民调解法第四条〕.',
    fees: 'A court may defer, reduce or waive its fees〔诉讼费用交纳办法第四十四条〕.',
    groups:
      'Trade unions, women’s and disabled people’s federations give legal aid too〔法律援助法第六十八条〕.',
  },
  materials: {
    identity: 'Identity document; for somebody else, yours too and proof of your relation or mandate',
    form: 'The form, filled in (also to be had at the counter)',
    hardship: 'A description of your means, or a personal pledge signed at the counter',
  },
  decides: 'This only prepares the application: the legal aid office decides.',
  honest:
    'Be truthful: aid got by deceit is ended, its cost has to be paid, and a fine of up to 3,000 yuan〔法律援助法第四十八条第一款第一项；第六十四条〕.',
}
