const NUMERALS = '〇零○一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖'
const VALUES = '00011122233344455566677788899'
/** In 一直, 两个 and 三月 they tell no digit. */
const NUMERAL = `(?:\\d|[${NUMERALS}](?![直个些般会下次起样边手位把张口分万千百十元块年月日]))`
/** Shorter ones are years and counts. */
const RUN = new RegExp(`${NUMERAL}(?:[- 、]?${NUMERAL}){9,}`, 'g')

/** Long numbers that are spelt out, or partly so, in digits: 一三八 零零一三 → 138 0013. What is written stays as long as it was. */
export function readNumerals(text: string): string {
  return text.replace(RUN, (run) =>
    /^[\d\-、 ]+$/.test(run)
      ? run
      : Array.from(run, (char) => VALUES[NUMERALS.indexOf(char)] ?? (char === '、' ? '-' : char)).join(''),
  )
}
