export type { Ending, Progress, Step, StepContext, StepName } from './step.js'
