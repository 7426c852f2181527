import type { z } from 'zod'

/** Something in a folder that cannot be taken in. */
export interface FolderFault {
  /** Path in the folder. */
  file: string
  /** 1-based; null where the whole file is meant. */
  line: number | null
  /** `fields.effectiveFrom`; '' where the whole line is meant. */
  field: string
  /** Chinese: what is wrong and what to do. */
  message: string
}

const FAULTS_SHOWN = 20

/** All that is wrong with a folder: nothing of it was written. */
export class FolderError extends Error {
  override name = 'FolderError'
  constructor(readonly faults: readonly FolderFault[]) {
    const more = faults.length - FAULTS_SHOWN
    super(
      [
        `文件夹里有 ${faults.length} 处不能用，什么都没有写入，请改好再试：`,
        ...faults.slice(0, FAULTS_SHOWN).map(faultText),
        ...(more > 0 ? [`还有 ${more} 处`] : []),
      ].join('\n'),
    )
  }
}

function faultText({ file, line, field, message }: FolderFault): string {
  const place = [file, line === null ? '' : ` 第 ${line} 行`, field === '' ? '' : ` ${field}`].join('')
  // Names of files come from anywhere: nothing moves the cursor.
  return `${place}：${message}`.replace(/[\p{Cc}\p{Cf}]/gu, '�')
}

/** Runs what reads a part of the folder. */
export type Attempt = <T>(read: () => T, otherwise: T) => T

/** Its faults are kept, so that those of all parts are told together. */
export function collectFaults(faults: FolderFault[]): Attempt {
  return (read, otherwise) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof FolderError)) throw error
      faults.push(...error.faults)
      return otherwise
    }
  }
}

/** @param place of what was checked */
export function faultsOf({ issues }: z.ZodError, place: Pick<FolderFault, 'file' | 'line'>): FolderFault[] {
  return issues.map(({ path, message }) => ({ ...place, field: path.join('.'), message }))
}

const TYPES: Readonly<Record<string, string>> = {
  string: '应当是带引号的文字',
  number: '应当是数字',
  int: '应当是整数',
  array: '应当是方括号里的列表',
  object: '应当是花括号里的“"名称": 内容”',
  record: '应当是花括号里的“"名称": 内容”',
}
const FORMATS: Readonly<Record<string, string>> = {
  date: '不是日期，请写成 2024-07-01 这样',
  datetime: '不是时刻，请写成 2024-07-01T08:00:00.000Z 这样',
}

/** What zod found, for people: to be given as `error` of a parse. */
export const tellIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return '缺这一项，请补上'
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? '写法不对'
    case 'invalid_format':
      return FORMATS[issue.format] ?? '写法不对'
    case 'invalid_value':
      return `只能是：${issue.values.join('、')}`
    case 'unrecognized_keys':
      return `不认识的项目：${issue.keys.join('、')}，请去掉`
    case 'too_small':
      return issue.origin === 'string' ? '不能是空的' : '数字太小'
    case 'too_big':
      return issue.origin === 'string' ? `太长，最多 ${issue.maximum} 个字` : '数字太大'
    default:
      return '写法不对'
  }
}
