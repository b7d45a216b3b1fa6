import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { clientError, type ErrorCode } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';
import { LIMITS, type Limit, limitExceeded, textLimitExceeded } from './limits.ts';
import { chosenOperation } from './operation.ts';
import type { Params } from './params.ts';
import type { Openness } from './profile.ts';
import { textCache } from './text-cache.ts';

const MAX_VALIDATION_ERRORS = 20;

/** A document is parsed, measured and validated once; what came of it is remembered, a refusal as well. */
export type Prepared =
  | { readonly document: DocumentNode; readonly errors: readonly GraphQLError[] }
  | { readonly document: null; readonly errors: readonly [GraphQLError] };

/** `asker`: whoever sent it; left out, nobody did. */
export type Prepare = (text: string, asker?: Asker) => Prepared;
type Asker = Pick<Exchange, 'holder'>;

/** `onRead` hears of each text that is not remembered. */
export function documentPreparer(
  schema: GraphQLSchema,
  openness: Openness,
  onRead: (text: string, asker: Asker) => void = () => {},
): Prepare {
  const remembered = textCache<Prepared>({ entries: 1_000, chars: 1_000_000 });
  const rules = [...specifiedRules, NoPrototypeRule];
  if (!openness.introspection) rules.push(NoSchemaIntrospectionCustomRule);
  const options = { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: !openness.suggestions };
  const prepare = (text: string): Prepared => {
    const document = measured(text);
    if (document instanceof GraphQLError) return { document: null, errors: [document] };
    const errors = validate(schema, document, rules, options);
    return { document, errors: errors.map((error) => asRequestError(error, 'VALIDATION_FAILED')) };
  };
  return (text, asker) =>
    remembered.getOrMake(text, () => {
      if (asker) onRead(text, asker);
      return prepare(text);
    });
}

/** The general executor keeps variables in an object: one of this name would be what that inherits from, and not be there. */
const NoPrototypeRule: ValidationRule = (context) => ({
  VariableDefinition({ variable }) {
    if (variable.name.value !== '__proto__') return;
    context.reportError(new GraphQLError('No variable can be called "$__proto__".', { nodes: variable }));
  },
});

/** Yoga takes documents as prepared, and the operation that is chosen of them. */
export function useDocuments(prepare: Prepare): Plugin<Exchange> {
  const validated = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return {
    onParse({ params, context, setParsedDocument }) {
      const { document, errors } = prepare(String(params.source), context);
      if (!document) throw errors[0];
      chosenOperation(document, context.params as Params, context.req.method);
      validated.set(document, errors);
      setParsedDocument(document);
    },
    onValidate({ params, setResult }) {
      const errors = validated.get(params.documentAST);
      if (errors) setResult(errors);
    },
  };
}

function measured(text: string): DocumentNode | GraphQLError {
  try {
    const textLimit = textLimitExceeded(text);
    if (textLimit) return tooLarge(textLimit);
    const document = parse(text);
    const limit = limitExceeded(document);
    return limit ? tooLarge(limit) : document;
  } catch (error) {
    if (error instanceof GraphQLError) return asRequestError(error, 'PARSE_FAILED');
    throw error;
  }
}

function tooLarge(limit: Limit): GraphQLError {
  const message = `The document goes beyond the limit of ${LIMITS[limit]} ${limit}. Ask for less at once; pass values as variables.`;
  return asRequestError(clientError('LIMIT_EXCEEDED', message), 'LIMIT_EXCEEDED');
}

/** `spec`: 400, but 200 for who accepts only `application/json`. https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes */
function asRequestError(error: GraphQLError, code: ErrorCode): GraphQLError {
  Object.assign(error.extensions, { code, http: { spec: true, status: 400 } });
  // The stack that V8 takes holds the functions that led there, and with them the whole request, for as long as this is remembered.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
