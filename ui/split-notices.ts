/** The bot's standing notes about its sources; a test holds them to the bot's own words, which are too many to load. */
const SMALL_PRINT = /^(法规数据截至|有的条文只列了名称|本回答由人工智能)/

/**
 * Deadlines and dangers must not be missed; what the sources themselves lack is said in small print. Both come as
 * notices, for on other channels they are one list.
 */
export function splitNotices(notices: readonly string[]): { warnings: string[]; smallPrint: string[] } {
  return {
    warnings: notices.filter((notice) => !SMALL_PRINT.test(notice)),
    smallPrint: notices.filter((notice) => SMALL_PRINT.test(notice)),
  }
}
