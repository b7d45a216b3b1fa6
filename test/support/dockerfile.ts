import { type Copy, DockerfileParser, type Instruction, type JSONInstruction } from 'dockerfile-ast';

export interface Health {
  readonly flags: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/** What changes files, in its order. */
export type Step =
  | { readonly kind: 'run'; readonly command: string; readonly folder: string }
  | {
      readonly kind: 'copy';
      /** A stage; null: what is built from. */
      readonly from: string | null;
      readonly sources: readonly string[];
      readonly to: string;
      readonly folder: string;
    };

export interface Stage {
  readonly image: string;
  readonly name: string | null;
  readonly steps: readonly Step[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly user: string;
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  readonly health: Health | null;
  readonly stopSignal: string | null;
  readonly command: readonly string[] | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** The stages of a Dockerfile; throws on an instruction or a flag whose meaning is not known here. */
export function stagesOf(text: string): readonly Stage[] {
  const stages: Mutable<Stage>[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const read = READERS[instruction.getKeyword()];
    if (!read) throw new Error(`Not known: ${instruction.toString()}`);
    if (instruction.getKeyword() === 'FROM') stages.push(stageFrom(instruction));
    else read(stages.at(-1)!, instruction);
  }
  return stages;
}

const wordsOf = (instruction: Instruction) => instruction.getArguments().map((word) => word.getValue());

function stageFrom(instruction: Instruction): Mutable<Stage> {
  const [image = '', as, name = null, ...more] = wordsOf(instruction);
  if ((as !== undefined && as.toUpperCase() !== 'AS') || more.length > 0)
    throw new Error(`Not known: ${instruction.toString()}`);
  return {
    image,
    name,
    steps: [],
    env: {},
    folder: '/',
    user: 'root',
    volumes: [],
    ports: [],
    health: null,
    stopSignal: null,
    command: null,
  };
}

const READERS: Readonly<Record<string, (stage: Mutable<Stage>, instruction: Instruction) => void>> = {
  FROM() {},
  WORKDIR(stage, instruction) {
    [stage.folder = ''] = wordsOf(instruction);
  },
  ENV(stage, instruction) {
    for (const word of wordsOf(instruction)) {
      const [, name = '', value = ''] = /^([A-Z_]+)=([^'"$\\]*)$/.exec(word) ?? refuse(instruction);
      stage.env = { ...stage.env, [name]: value };
    }
  },
  COPY(stage, instruction) {
    const flags = flagsOf(instruction as Copy, ['from']);
    const words = wordsOf(instruction);
    const to = words.at(-1) ?? refuse(instruction);
    const sources = words.slice(0, -1);
    if (sources.length > 1 && !to.endsWith('/')) refuse(instruction);
    stage.steps.push({ kind: 'copy', from: flags.from ?? null, sources, to, folder: stage.folder });
  },
  RUN(stage, instruction) {
    if (stage.user !== 'root') refuse(instruction);
    const command = instruction.getArgumentsContent() ?? refuse(instruction);
    stage.steps.push({ kind: 'run', command, folder: stage.folder });
  },
  USER(stage, instruction) {
    [stage.user = ''] = wordsOf(instruction);
  },
  VOLUME(stage, instruction) {
    stage.volumes.push(...wordsOf(instruction));
  },
  EXPOSE(stage, instruction) {
    stage.ports.push(...wordsOf(instruction));
  },
  STOPSIGNAL(stage, instruction) {
    [stage.stopSignal = null] = wordsOf(instruction);
  },
  HEALTHCHECK(stage, instruction) {
    const flags = flagsOf(instruction as Copy, ['interval', 'timeout', 'start-period', 'retries']);
    const [, json = ''] = /\bCMD (\[.*\])\s*$/s.exec(instruction.getRawArgumentsContent() ?? '') ?? [];
    stage.health = { flags, command: json ? JSON.parse(json) : refuse(instruction) };
  },
  CMD(stage, instruction) {
    const strings = (instruction as JSONInstruction).getJSONStrings().map((each) => each.getJSONValue());
    // Otherwise a shell is what hears the signal.
    stage.command = strings.length > 0 ? strings : refuse(instruction);
  },
};

function refuse(instruction: Instruction): never {
  throw new Error(`Not known: ${instruction.toString()}`);
}

function flagsOf(instruction: Copy, known: readonly string[]): Record<string, string> {
  const flags = instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? ''] as const);
  if (flags.some(([name]) => !known.includes(name))) refuse(instruction);
  return Object.fromEntries(flags);
}

/** The names at the top that a `.dockerignore` lets through, which leaves out all and takes some back; throws on any other. */
export function takenBack(dockerignore: string): readonly string[] {
  const [first, ...rest] = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '*') throw new Error(`Wanted * first, got ${first}`);
  return rest.map((line) => /^!([\w.-]+)$/.exec(line)?.[1] ?? refuseLine(line));
}

function refuseLine(line: string): never {
  throw new Error(`Not known: ${line}`);
}
