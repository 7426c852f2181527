/** A law and two guides that rest on it, for tests of what follows from a change of it. */

export const kiteLaw = (distance: string, change = '') => `# 中华人民共和国风筝法

（2010年3月1日通过${change}）

第一条　为了让风筝飞得高，制定本法。

第二条　放风筝应当远离电线，距离不少于${distance}。

第三条　夜间不得放风筝。
`
/** One of this title. */
export const guide = (title: string, text: string) => `---\ntitle: ${title}\nmatter: other\n---\n${text}\n`
export const SAFE = guide('放风筝要离电线多远', '离电线至少五十米。〔风筝法第二条〕')
export const NIGHT = guide('晚上能放风筝吗', '夜间不得放风筝。〔风筝法第三条〕')
export const NOW = '2024-03-01T04:00:00Z'
