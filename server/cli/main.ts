import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { TICKET_STATUSES } from '../../bot/ticket-ports.js'
import type { FileKind } from '../../knowledge/parse-file.js'
import type { StaffRole } from '../../platform/staff/staff-member.js'
import type { SearchOptions } from '../../retrieval/retriever.js'
import { readConfig } from '../config.js'
import { ConfigError } from '../config-error.js'
import type { CommandContext } from './command-context.js'
import { createOutput, UsageError, watchOutput } from './output.js'
import { USUAL_PORT } from './server-url.js'
import { TICKET_ACTIONS, type TicketAction } from './ticket-actions.js'

const EXIT_FAILED = 1
const EXIT_USAGE = 2

// Types only: the command line starts without loading the parsers.
const FILE_KINDS = ['statute', 'guide', 'faq', 'offices'] satisfies FileKind[]
const PASSAGE_KINDS = ['statute', 'guide', 'faq'] satisfies SearchOptions['kind'][]

const STAFF_ROLES = ['hotline', 'handler', 'knowledge', 'supervisor', 'administrator'] satisfies StaffRole[]

const program = new Command('wenfa')
  .description(
    '问法: answers legal questions from statutes and service guides, with the article behind every sentence',
  )
  .showHelpAfterError('(wenfa --help lists the commands)')
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .exitOverride()

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--data <dir>', 'data folder (default: ./data, or WENFA_DATA)')
    .option('--json', 'print one JSON document on stdout', false)
    .exitOverride()
}

function contextOf(options: { data?: string; json: boolean }): CommandContext {
  return { config: readConfig(process.env, options.data), output: createOutput(options.json) }
}

command('serve', 'serve the citizen page and the API')
  .option('--host <host>', 'address to listen on', '127.0.0.1')
  .option('--port <port>', 'port to listen on', wholeNumber(0, 65_535), USUAL_PORT)
  .action(async (options) => {
    const { serve } = await import('./serve.js')
    await serve(contextOf(options), options)
  })

command('ingest', 'read statutes, guides, Q&A and office tables into the knowledge base')
  .argument('<path...>', 'files or folders')
  .addOption(choice('--kind <kind>', 'where it cannot be told from the file', FILE_KINDS))
  .option('--region <code>', 'division code of everything read, where the texts do not say it')
  .action(async (paths: string[], options) => {
    const { ingestCommand } = await import('./ingest.js')
    process.exitCode = await ingestCommand(contextOf(options), paths, options)
  })

command('learn', 'take confirmed answers in and fit the order of articles to them')
  .argument('[file...]', 'JSONL of {question, answer, cites}')
  .option('--report', 'show what the last fit brought', false)
  .addOption(
    new Option('--growth', 'and measure how that grows with the number of answers (minutes)').implies({
      report: true,
    }),
  )
  .option('--list', 'list confirmed answers with id, question, articles and file', false)
  .option('--withdraw <answer...>', 'take confirmed answers out, named by id or question')
  .option('--restore <answer...>', 'put withdrawn ones back')
  .addOption(
    new Option('--contradictions', 'list each two answers to one question that share no article')
      .conflicts(['list', 'withdraw', 'restore'])
      .default(false),
  )
  .action(async (paths: string[], options) => {
    const { report, growth, list, withdraw, restore, contradictions } = options
    const aboutAnswers = list || withdraw || restore || contradictions
    if (aboutAnswers && (paths.length > 0 || report)) {
      throw new UsageError(
        'Give --list, --withdraw, --restore or --contradictions by themselves, without files and without --report',
      )
    }
    if (!aboutAnswers) {
      const { learnCommand } = await import('./learn.js')
      process.exitCode = await learnCommand(contextOf(options), paths, { report, growth })
    } else {
      const { confirmedCommand, contradictionsCommand } = await import('./confirmed-commands.js')
      if (contradictions) await contradictionsCommand(contextOf(options))
      else await confirmedCommand(contextOf(options), { list, withdraw, restore })
    }
  })

command('knowledge', 'write the knowledge base into a folder, take a folder in, or compare the two')
  .addArgument(new Argument('<action>').choices(['export', 'import', 'diff']))
  .argument('<folder>', 'of readable files, fit for version control')
  .option('--dry-run', 'import: only tell what it would bring', false)
  .action(async (action, folder: string, options) => {
    const { knowledgeCommand } = await import('./knowledge-command.js')
    process.exitCode = await knowledgeCommand(contextOf(options), { action, folder, ...options })
  })

command('ask', 'answer a question, or a file of questions')
  .argument('[question]', 'the question, in Chinese')
  .option('--region <code>', 'division code of the citizen')
  .option('--as-of <date>', 'the law in force on that day, YYYY-MM-DD', isoDate)
  .option('--questions <file>', 'JSONL of {id, question, region?, asOf?}')
  .option('--out <file>', 'JSONL to write, one line a question')
  .action(async (question: string | undefined, options) => {
    const { askCommand } = await import('./ask.js')
    await askCommand(contextOf(options), question, options)
  })

command('search', 'list the passages that fit a query')
  .argument('[query]', 'the query')
  .option('--k <count>', 'how many passages at most', wholeNumber(1, 1000), 10)
  .addOption(choice('--kind <kind>', 'passages of one kind only', PASSAGE_KINDS))
  .option('--region <code>', 'division code: national law and that of the region and its parents')
  .option('--as-of <date>', 'the law in force on that day, YYYY-MM-DD', isoDate)
  .option('--questions <file>', 'JSONL of {id, question, region?, asOf?}')
  .option('--out <file>', 'JSONL to write, one line a question')
  .action(async (query: string | undefined, options) => {
    const { searchCommand } = await import('./search.js')
    await searchCommand(contextOf(options), query, options)
  })

command('tickets', 'list and show tickets, and work on them')
  .addArgument(new Argument('<action>').choices(TICKET_ACTIONS))
  .argument('[number]', 'the number of the ticket')
  .argument('[text]', 'what is said, or why')
  .addOption(choice('--status <status>', 'list only', TICKET_STATUSES))
  .addOption(new Option('--all', 'list ended ones too').conflicts('status').default(false))
  .option('--office <office>', 'list only those of this office and below, by name or id')
  .option('--overdue', 'list only what is owed too long', false)
  .option('--call-back', 'list only where a dissatisfied citizen is to be called', false)
  .option('--limit <count>', 'list so many at most', wholeNumber(1, 1_000_000), 50)
  .option('--to <target>', 'the office to transfer to, by name or id; the ticket to merge into')
  .option('--as <name>', 'who does it, for the history', 'cli')
  .action(async (action: TicketAction, number: string | undefined, text: string | undefined, options) => {
    const { ticketsCommand } = await import('./tickets-command.js')
    await ticketsCommand(contextOf(options), { action, number, text, ...options })
  })

command('exchange', 'look after the exchange with the work platform')
  .addArgument(new Argument('<action>').choices(['status', 'reconcile', 'dead-letters', 'resend', 'skip']))
  .argument('[id]', 'resend and skip: the id of a dead letter')
  .option('--all', 'resend all dead letters', false)
  .option('--reason <text>', 'skip: why the work platform does without that message')
  .option('--file <file>', 'reconcile with a JSONL file of {number, status} instead of asking')
  .option('--days <count>', 'reconcile tickets of so many days', wholeNumber(1, 3650), 90)
  .action(async (action, messageId: string | undefined, options) => {
    const { exchangeCommand } = await import('./exchange-command.js')
    process.exitCode = await exchangeCommand(contextOf(options), { action, messageId, ...options })
  })

command('channels', 'look after the messaging platforms that are connected')
  .addArgument(new Argument('<action>').choices(['check']))
  .action(async (_action: string, options) => {
    const { channelsCheckCommand } = await import('./channels-command.js')
    process.exitCode = await channelsCheckCommand(contextOf(options))
  })

command('switch', 'switch the model, all answers or one channel off and on, at once on every server')
  .addArgument(new Argument('[action]').choices(['list', 'on', 'off']).default('list'))
  .argument('[name]', 'model, answers, web or a messaging platform')
  .option('--reason <text>', 'why, for the audit log')
  .action(async (action, name: string | undefined, options) => {
    const { switchCommand } = await import('./switch-command.js')
    await switchCommand(contextOf(options), { ...options, action, name })
  })

command('staff', 'list, invite and disable accounts of staff, and make links for forgotten passwords')
  .addArgument(new Argument('<action>').choices(['list', 'invite', 'disable', 'reset-password']))
  .argument('[login]', 'whose account')
  .addOption(choice('--role <role>', 'of who is invited', STAFF_ROLES))
  .option('--name <name>', 'of who is invited')
  .option('--login <login>', 'what they type to sign in (default: the name)')
  .option('--office <office>', 'id or name of the office; without it the whole province')
  .option('--port <port>', 'that the server listens on (default: 8080)', wholeNumber(1, 65_535))
  .action(async (action: string, login: string | undefined, options) => {
    const { staffCommand } = await import('./staff-command.js')
    await staffCommand(contextOf(options), { newLogin: options.login, ...options, action, login })
  })

command('privacy', 'hand out or erase what is held about somebody, and erase what has been kept long enough')
  .addArgument(new Argument('<action>').choices(['export', 'erase', 'retention']))
  .argument('[whose]', 'export and erase: id of a conversation, number of a ticket, or a phone number')
  .option('--out <file>', 'export: a new file instead of stdout')
  .option('--force', 'erase: also while a ticket is open', false)
  .option('--reason <text>', 'erase --force: why, for the audit log')
  .option('--dry-run', 'retention: only count what would go', false)
  .action(async (action, subject: string | undefined, options) => {
    const { privacyCommand } = await import('./privacy-command.js')
    await privacyCommand(contextOf(options), { ...options, action, subject })
  })

command('backup', 'write what is stored at this moment into a folder, also while a server runs')
  .argument('<folder>', 'a new one for each backup')
  .action(async (folder: string, options) => {
    const { backupCommand } = await import('./backup-command.js')
    await backupCommand(contextOf(options), folder)
  })

command('key', 'change the data key: everything is encrypted anew, with all servers stopped')
  .addArgument(new Argument('<action>').choices(['rotate']))
  .action(async (_action: string, options) => {
    const { keyRotateCommand } = await import('./key-command.js')
    await keyRotateCommand(contextOf(options))
  })

command('audit', 'show what staff did, and verify that nothing of it was changed')
  .addArgument(new Argument('<action>').choices(['list', 'verify']))
  .option('--limit <count>', 'list so many at most, newest first', wholeNumber(1, 1_000_000), 50)
  .option('--subject <subject>', 'list what was done with it: a ticket number, the id of an account')
  .option('--noted <row>', 'NUMBER:HASH of a last row noted earlier, to show that nothing was cut off')
  .action(async (action: string, options) => {
    const { auditCommand } = await import('./audit-command.js')
    process.exitCode = await auditCommand(contextOf(options), { action, ...options })
  })

command('screen', 'see what the screening makes of messages, and how their personal data is masked')
  .argument('<file>', 'JSONL of {id, text}')
  .requiredOption('--out <file>', 'JSONL to write: {id, outcome, danger?, masked}')
  .action(async (file: string, options) => {
    const { screenCommand } = await import('./screen-command.js')
    await screenCommand(contextOf(options), file, options)
  })

command('demo', 'fill an empty data folder with invented offices, staff, conversations and tickets')
  .option('--talk [url]', 'instead, invented citizens talk with a running server until this is stopped')
  .option(
    '--port <port>',
    'that the server will listen on (default: 8080, or the next free)',
    wholeNumber(1, 65_535),
  )
  .action(async (options) => {
    const context = contextOf(options)
    if (options.talk !== undefined) {
      const { talkCommand } = await import('./talk-command.js')
      return talkCommand(context, options.talk, options.port)
    }
    const { demoCommand } = await import('./demo-command.js')
    await demoCommand(context, options.port)
  })

command('index', 'build the search index anew').action(async (options) => {
  const { indexCommand } = await import('./build-index-command.js')
  await indexCommand(contextOf(options))
})

command('doctor', 'check data folder, database, index, endpoints and disk, and say what to do').action(
  async (options) => {
    const { doctorCommand } = await import('./doctor.js')
    process.exitCode = await doctorCommand(contextOf(options))
  },
)

/** What a layer above the server needs to add a command of its own. */
export interface CommandLine {
  command: typeof command
  contextOf: typeof contextOf
  wholeNumber: typeof wholeNumber
}

/** Runs the command that the process was started with. @param more add commands of layers above */
export async function runCommandLine(more: readonly ((to: CommandLine) => void)[]): Promise<void> {
  for (const add of more) add({ command, contextOf, wholeNumber })
  watchOutput()
  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE
    } else if (error instanceof UsageError || error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = EXIT_USAGE
    } else {
      process.stderr.write(`${error instanceof Error ? messageChain(error) : String(error)}\n`)
      process.exitCode = EXIT_FAILED
    }
  }
}

function messageChain(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${messageChain(error.cause)}` : error.message
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values)
}

function wholeNumber(least: number, most: number) {
  return (text: string) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is needed`)
    }
    return value
  }
}

function isoDate(text: string): string {
  if (!z.iso.date().safeParse(text).success) {
    throw new InvalidArgumentError('a date as YYYY-MM-DD is needed')
  }
  return text
}
